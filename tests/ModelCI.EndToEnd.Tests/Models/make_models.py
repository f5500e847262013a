#!/usr/bin/python3
"""Makes the models of this folder: what the digits example's models are not. Needs Debian's python3-onnx.

    /usr/bin/python3 make_models.py
"""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, checker, helper, numpy_helper
from onnx.external_data_helper import convert_model_to_external_data

HERE = Path(__file__).resolve().parent


def save(name, nodes, width, weights=()):
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", width])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 10])],
        initializer=[numpy_helper.from_array(value, key) for key, value in weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="modelci-tests")
    model.ir_version = 8
    checker.check_model(model, full_check=True)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


def ones(rows):
    return np.ones((rows, 10), np.float32)


# Weights in a file beside it, external.bin, which each test writes for itself: 64 x 10 numbers of 4 bytes.
save("external", [helper.make_node("MatMul", ["image", "w"], ["logits"])], 64, [("w", ones(64))])
external = onnx.load(HERE / "external.onnx")
convert_model_to_external_data(external, location="external.bin", size_threshold=0)
weight = external.graph.initializer[0]
weight.ClearField("raw_data")
weight.data_location = TensorProto.EXTERNAL
(HERE / "external.onnx").write_bytes(external.SerializeToString(deterministic=True))

# An item's features in place of its class: their sum, as a label.
telltale = helper.make_model(
    helper.make_graph(
        [
            helper.make_node("ReduceSum", ["image", "axis"], ["sum"], keepdims=0),
            helper.make_node("Mul", ["sum", "scale"], ["scaled"]),
            helper.make_node("Cast", ["scaled"], ["label"], to=TensorProto.INT64),
        ], "telltale",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 64])],
        [helper.make_tensor_value_info("label", TensorProto.INT64, ["N"])],
        initializer=[numpy_helper.from_array(np.array([1], np.int64), "axis"), numpy_helper.from_array(np.array(16, np.float32), "scale")]),
    opset_imports=[helper.make_opsetid("", 15)], producer_name="modelci-tests")
telltale.ir_version = 8
checker.check_model(telltale, full_check=True)
(HERE / "telltale.onnx").write_bytes(telltale.SerializeToString(deterministic=True))

# The logarithm of a negative number.
save("nan", [
    helper.make_node("MatMul", ["image", "w"], ["sum"]),
    helper.make_node("Sub", ["zero", "sum"], ["negative"]),
    helper.make_node("Log", ["negative"], ["logits"]),
], 64, [("w", ones(64)), ("zero", np.zeros(1, np.float32))])

# Takes 32 numbers where the example's items have 64.
save("narrow", [helper.make_node("MatMul", ["image", "w"], ["logits"])], 32, [("w", ones(32))])

# Right answers that take minutes: a loop that changes nothing, in front of a product.
body = helper.make_graph(
    [
        helper.make_node("Identity", ["going"], ["on"]),
        helper.make_node("Abs", ["value"], ["next"]),
    ], "body",
    [
        helper.make_tensor_value_info("turn", TensorProto.INT64, []),
        helper.make_tensor_value_info("going", TensorProto.BOOL, []),
        helper.make_tensor_value_info("value", TensorProto.FLOAT, ["N", 64]),
    ],
    [
        helper.make_tensor_value_info("on", TensorProto.BOOL, []),
        helper.make_tensor_value_info("next", TensorProto.FLOAT, ["N", 64]),
    ])
save("slow", [
    helper.make_node("Loop", ["turns", "true", "image"], ["same"], body=body),
    helper.make_node("MatMul", ["same", "w"], ["logits"]),
], 64, [("turns", np.array(1_000_000_000, np.int64)), ("true", np.array(True)), ("w", ones(64))])


def save_line(name, offset):
    """A regression over the column x: 2 x + offset."""
    graph = helper.make_graph(
        [helper.make_node("Mul", ["x", "two"], ["double"]), helper.make_node("Add", ["double", "offset"], ["y"])], name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1])], [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 1])],
        initializer=[numpy_helper.from_array(np.float32([value]), key) for key, value in (("two", 2), ("offset", offset))])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="modelci-tests")
    model.ir_version = 8
    checker.check_model(model, full_check=True)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))


save_line("line", 1)
save_line("line_above", 1.8)
