"""Writes the tiny models of the inference tests into this folder.

Needs the Python package onnx (Debian: python3-onnx). Run it again only to change a model: the files are committed.
"""
import os

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

HERE = os.path.dirname(os.path.abspath(__file__))
FLOAT, DOUBLE, INT64, INT32, BOOL, STRING, UINT8, HALF = (
    TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.INT32,
    TensorProto.BOOL, TensorProto.STRING, TensorProto.UINT8, TensorProto.FLOAT16)


def constant(name, values, dtype):
    return numpy_helper.from_array(np.array(values, dtype=dtype), name)


def write(name, nodes, inputs, outputs, initializers=(), domains=()):
    values = [helper.make_tensor_value_info(*value) for value in inputs]
    results = [helper.make_tensor_value_info(*value) for value in outputs]
    graph = helper.make_graph(nodes, name, values, results, list(initializers))
    opsets = [helper.make_opsetid("", 15)] + [helper.make_opsetid(domain, 1) for domain in domains]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="make_models.py")
    save(model, os.path.join(HERE, name + ".onnx"))


def scores(name, element, rows="N", columns=2):
    """Scores = x itself: the class is the larger column."""
    write(name, [helper.make_node("Identity", ["x"], ["scores"])],
          [("x", element, [rows, columns])], [("scores", element, [rows, columns])])


def label(name, source, source_shape, target, result_shape):
    """Label = x in another type."""
    write(name, [helper.make_node("Cast", ["x"], ["label"], to=target)],
          [("x", source, source_shape)], [("label", target, result_shape)])


scores("scores_float", FLOAT)
scores("scores_double", DOUBLE)
scores("scores_half", HALF)
scores("scores_fixed4", FLOAT, rows=4)
scores("scores_free", FLOAT, columns="K")

label("label_int32", INT32, ["N"], INT32, ["N"])
label("label_int64", INT64, ["N", 1], INT64, ["N", 1])
label("label_uint8", UINT8, ["N"], UINT8, ["N"])
label("label_bool", BOOL, ["N", 1], BOOL, ["N", 1])
label("label_string_of_int", INT64, ["N", 1], STRING, ["N", 1])
label("label_string_fixed3", STRING, [3, 1], STRING, [3, 1])

# 0 / 0 and 1 / 0 wherever an item holds zeros.
write("scores_nan", [helper.make_node("Div", ["x", "zero"], ["scores"])],
      [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], [constant("zero", 0, np.float32)])

# The leading axis is always 1: the mean over the batch.
write("leading_axis", [helper.make_node("ReduceMean", ["x"], ["scores"], axes=[0], keepdims=1)],
      [("x", FLOAT, ["N", 2])], [("scores", FLOAT, [None, 2])])

# Gather stops with an error for indices beyond its table.
write("gather", [helper.make_node("Gather", ["table", "x"], ["scores"])],
      [("x", INT64, ["N"])], [("scores", FLOAT, ["N", 2])], [constant("table", [[0, 1], [1, 0]], np.float32)])

write("probability", [helper.make_node("Identity", ["x"], ["p"])], [("x", FLOAT, ["N", 1])], [("p", FLOAT, ["N", 1])])

write("two_scores", [helper.make_node("Identity", ["x"], ["first"]), helper.make_node("Neg", ["x"], ["second"])],
      [("x", FLOAT, ["N", 2])], [("first", FLOAT, ["N", 2]), ("second", FLOAT, ["N", 2])])

write("unknown_operator", [helper.make_node("Nonsense", ["x"], ["scores"], domain="com.example")],
      [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], domains=["com.example"])

# Loops until its condition turns false, which it never does.
body = helper.make_graph(
    [helper.make_node("Identity", ["go_in"], ["go_out"]), helper.make_node("Add", ["v_in", "v_in"], ["v_out"])],
    "body",
    [helper.make_tensor_value_info("i", INT64, []), helper.make_tensor_value_info("go_in", BOOL, []),
     helper.make_tensor_value_info("v_in", FLOAT, ["N", 2])],
    [helper.make_tensor_value_info("go_out", BOOL, []), helper.make_tensor_value_info("v_out", FLOAT, ["N", 2])])
write("endless", [helper.make_node("Loop", ["", "go", "x"], ["scores"], body=body)],
      [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], [constant("go", True, np.bool_)])
