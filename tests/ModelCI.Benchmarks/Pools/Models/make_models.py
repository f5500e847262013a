#!/usr/bin/python3
"""Makes the two models of the table of a million rows: softmax regressions over 16 columns. Needs Debian's python3-onnx.

    /usr/bin/python3 make_models.py
"""
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

HERE = Path(__file__).resolve().parent
COLUMNS = 16


def save(name, weight):
    graph = helper.make_graph(
        [helper.make_node("Gemm", ["x", "w"], ["scores"])], name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", COLUMNS])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N", 2])],
        initializer=[numpy_helper.from_array(weight, "w")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="modelci-benchmarks")
    model.ir_version = 8
    checker.check_model(model, full_check=True)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


# The label of Pools/MillionRows is the sign of the sum of all columns with some noise: who leaves columns out is wrong more often.
for name, used in (("candidate", COLUMNS), ("baseline", 12)):
    column = np.where(np.arange(COLUMNS) < used, 1, 0).astype(np.float32)
    save(name, np.stack([-column, column], axis=1))
