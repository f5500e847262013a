#!/usr/bin/python3
"""Makes everything in this folder that is not text: the holdout, three small models, expected.json.

    /usr/bin/python3 train.py            # writes next to this file
    /usr/bin/python3 train.py --out DIR  # writes somewhere else, to compare

Needs Debian's python3-sklearn and python3-onnx, no network. All seeds are fixed.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # one thread: sums are always taken in the same order

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, checker, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

SPLIT_SEED = 20261101
MODEL_SEED = 3
TRAIN_ROWS = 600      # the remaining 1197 images are the holdout
BASELINE_ROWS = 130   # the weak baseline sees only this many of the training rows
CLEAN_ROWS = 100      # worse: the labelling bug begins after this many training rows
WRONG_LABEL = {9: 4, 8: 3}  # worse: what the labelling bug does

# Weights are rounded to multiples of 1/128. With pixels in steps of 1/16 every product and sum then
# fits into float32 without rounding, so all runtimes that keep float32 compute the same logits.
GRID = 128.0

PIXELS = [f"p{row}{column}" for row in range(8) for column in range(8)]


def layers_of(model):
    """The (weights, bias) pairs of a fitted scikit-learn model, rounded to the grid."""
    if isinstance(model, LogisticRegression):
        pairs = [(model.coef_.T, model.intercept_)]
    else:
        pairs = list(zip(model.coefs_, model.intercepts_))
    # Adding 0.0 turns -0.0 into 0.0.
    return [tuple((np.round(part * GRID) / GRID + 0.0).astype(np.float32) for part in pair) for pair in pairs]


def to_onnx(name, layers):
    """image [N,64] -> Gemm -> (Relu -> Gemm)* -> logits [N,10]"""
    nodes, weights, value = [], [], "image"
    for number, (matrix, bias) in enumerate(layers, start=1):
        last = number == len(layers)
        weights.append(numpy_helper.from_array(np.ascontiguousarray(matrix), f"weight{number}"))
        weights.append(numpy_helper.from_array(bias, f"bias{number}"))
        output = "logits" if last else f"dense{number}"
        nodes.append(helper.make_node(
            "Gemm", [value, f"weight{number}", f"bias{number}"], [output], name=f"gemm{number}"))
        value = output
        if not last:
            value = f"hidden{number}"
            nodes.append(helper.make_node("Relu", [output], [value], name=f"relu{number}"))
    graph = helper.make_graph(
        nodes, f"digits-{name}",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 64])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 10])],
        initializer=weights)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="modelci-example-digits")
    model.ir_version = 8
    checker.check_model(model, full_check=True)
    return model


def logits_of(path, images):
    """Evaluates the ONNX file with numpy in float32 and asserts that no step of it had to round."""
    graph = onnx.load(str(path)).graph
    tensors = {part.name: numpy_helper.to_array(part) for part in graph.initializer}
    tensors["image"] = images.astype(np.float32)
    for node in graph.node:
        if node.op_type == "Gemm":
            x, matrix, bias = (tensors[part] for part in node.input)
            result = x @ matrix + bias
            assert result.dtype == np.float32
            exact = x.astype(np.float64) @ matrix.astype(np.float64) + bias.astype(np.float64)
            assert np.array_equal(result.astype(np.float64), exact), "a sum was rounded"
            # Every partial sum, in any order, is below `size` and a multiple of `step`: 24 bits hold it.
            size = (np.abs(x).astype(np.float64) @ np.abs(matrix) + np.abs(bias)).max()
            step = (1 / 16 if "image" in node.input else 1 / (16 * GRID)) / GRID
            assert size / step < 2 ** 24, "a partial sum could be rounded"
        elif node.op_type == "Relu":
            result = np.maximum(tensors[node.input[0]], np.float32(0))
        else:
            raise ValueError(node.op_type)
        tensors[node.output[0]] = result
    return tensors["logits"]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    out = parser.parse_args().out

    digits = load_digits()
    pixels, labels = digits.data.astype(np.int64), digits.target.astype(np.int64)
    order = np.random.RandomState(SPLIT_SEED).permutation(len(labels))
    train, held = order[:TRAIN_ROWS], order[TRAIN_ROWS:]

    # The holdout, in random order; an id says nothing about the label.
    ids = [f"digit-{number:04d}" for number in range(1, len(held) + 1)]
    write(out / "holdout/items.csv", "".join(
        ",".join(row) + "\n" for row in
        [["id", *PIXELS], *([name, *map(str, pixels[item])] for name, item in zip(ids, held))]))
    write(out / "holdout/labels.csv", "id,label\n" + "".join(
        f"{name},{labels[item]}\n" for name, item in zip(ids, held)))

    # The models see the training part only.
    x, y = pixels[train] / 16.0, labels[train]
    mislabelled = y.copy()
    for row in range(CLEAN_ROWS, TRAIN_ROWS):
        mislabelled[row] = WRONG_LABEL.get(int(y[row]), y[row])

    # The number of rounds is fixed; that more of them would still change a little is no news.
    warnings.simplefilter("ignore", ConvergenceWarning)

    def network():
        return MLPClassifier((64,), alpha=0.1, max_iter=400, random_state=MODEL_SEED)

    models = {
        "baseline": LogisticRegression(C=1.0, max_iter=2000).fit(x[:BASELINE_ROWS], y[:BASELINE_ROWS]),
        "better": network().fit(x, y),
        "worse": network().fit(x, mislabelled),
    }
    for name, model in models.items():
        write_to = out / f"models/{name}.onnx"
        write_to.parent.mkdir(parents=True, exist_ok=True)
        write_to.write_bytes(to_onnx(name, layers_of(model)).SerializeToString(deterministic=True))

    # From here on nothing is chosen any more: the files are read back and counted, for the tests.
    items = np.loadtxt(out / "holdout/items.csv", delimiter=",", skiprows=1, usecols=range(1, 65), dtype=np.int64)
    truth = np.loadtxt(out / "holdout/labels.csv", delimiter=",", skiprows=1, usecols=1, dtype=np.int64)
    answer, report = {}, {"items": len(truth), "models": {}, "pairs": []}
    for name in models:
        logits = logits_of(out / f"models/{name}.onnx", items * np.float32(0.0625))
        answer[name] = logits.argmax(axis=1)
        top = np.sort(logits, axis=1)
        report["models"][name] = {
            "correct": int((answer[name] == truth).sum()),
            "minTop2Gap": float((top[:, -1] - top[:, -2]).min()),
        }
    for candidate in ("better", "worse"):
        new, old = answer[candidate], answer["baseline"]
        right, was = new == truth, old == truth
        report["pairs"].append({
            "candidate": candidate,
            "baseline": "baseline",
            "bothRight": int((right & was).sum()),
            "onlyCandidate": int((right & ~was).sum()),
            "onlyBaseline": int((~right & was).sum()),
            "bothWrongSame": int((~right & ~was & (new == old)).sum()),
            "bothWrongDiffer": int((~right & ~was & (new != old)).sum()),
        })
    write(out / "expected.json", json.dumps(report, indent=2) + "\n")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
