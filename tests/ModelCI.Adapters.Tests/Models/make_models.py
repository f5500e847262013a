"""Writes the tiny models of the inference tests into this folder.

Needs the Python package onnx (Debian: python3-onnx). Run it again only to change a model: the files are committed.
"""
import os

import numpy as np
from onnx import TensorProto, ValueInfoProto, helper, numpy_helper, save

HERE = os.path.dirname(os.path.abspath(__file__))
FLOAT, DOUBLE, INT64, INT32, BOOL, STRING, UINT8, INT8, HALF = (
    TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.INT32,
    TensorProto.BOOL, TensorProto.STRING, TensorProto.UINT8, TensorProto.INT8, TensorProto.FLOAT16)


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

# Takes as long as the largest of the first two columns says, which are the scores; the rest makes the rows long.
body = helper.make_graph(
    [helper.make_node("Identity", ["go_in"], ["go_out"]), helper.make_node("Add", ["v_in", "v_in"], ["v_out"])],
    "body",
    [helper.make_tensor_value_info("i", INT64, []), helper.make_tensor_value_info("go_in", BOOL, []), helper.make_tensor_value_info("v_in", FLOAT, [])],
    [helper.make_tensor_value_info("go_out", BOOL, []), helper.make_tensor_value_info("v_out", FLOAT, [])])
write("slow",
      [helper.make_node("Slice", ["x", "start", "end", "axis"], ["first"]), helper.make_node("ReduceMax", ["first"], ["most"], keepdims=0),
       helper.make_node("Cast", ["most"], ["trips"], to=INT64), helper.make_node("Loop", ["trips", "go", "zero"], ["nothing"], body=body),
       helper.make_node("Add", ["first", "nothing"], ["scores"])],
      [("x", FLOAT, ["N", 3200])], [("scores", FLOAT, ["N", 2])],
      [constant("start", [0], np.int64), constant("end", [2], np.int64), constant("axis", [1], np.int64), constant("go", True, np.bool_), constant("zero", 0, np.float32)])

label("label_int8", INT8, ["N"], INT8, ["N"])
label("label_bool_of_int", INT64, ["N"], BOOL, ["N"])
label("number_half", FLOAT, ["N"], HALF, ["N"])
label("number_double", DOUBLE, ["N", 1], DOUBLE, ["N", 1])

# The first columns of x are the scores of four classes, the last one is the label.
write("label_and_scores",
      [helper.make_node("Slice", ["x", "zero", "four", "one"], ["scores"]),
       helper.make_node("Slice", ["x", "four", "five", "one"], ["last"]),
       helper.make_node("Cast", ["last"], ["label"], to=INT64)],
      [("x", FLOAT, ["N", 5])], [("label", INT64, ["N", 1]), ("scores", FLOAT, ["N", 4])],
      [constant(name, [value], np.int64) for name, value in [("zero", 0), ("one", 1), ("four", 4), ("five", 5)]])

# Text and a number in, both out again.
write("text_and_number", [helper.make_node("Identity", ["text"], ["label"]), helper.make_node("Identity", ["x"], ["y"])],
      [("text", STRING, ["N"]), ("x", FLOAT, ["N", 1])], [("label", STRING, ["N"]), ("y", FLOAT, ["N", 1])])

# What an item gets depends on its companions.
for name, rows in [("batch_mean", "N"), ("batch_mean_fixed4", 4)]:
    write(name, [helper.make_node("ReduceMean", ["x"], ["mean"], axes=[0], keepdims=1), helper.make_node("Sub", ["x", "mean"], ["scores"])],
          [("x", FLOAT, [rows, 2])], [("scores", FLOAT, [rows, 2])])

write("random", [helper.make_node("RandomUniformLike", ["x"], ["scores"])], [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])])

write("number_random", [helper.make_node("RandomUniformLike", ["x"], ["y"])], [("x", FLOAT, ["N"])], [("y", FLOAT, ["N"])])

write("constant", [helper.make_node("Mul", ["x", "zero"], ["scores"])],
      [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], [constant("zero", 0, np.float32)])

# One row per run and no batch axis in the result.
write("scalar_fixed1", [helper.make_node("ReduceSum", ["x"], ["y"], keepdims=0)], [("x", FLOAT, [1, 2])], [("y", FLOAT, [])])

# Asks for 6 GB, with a shape that is known when the model is loaded or only when it runs.
for name, extra in [("huge_constant", []), ("huge_when_run", [helper.make_node("Shape", ["x"], ["shape"]), helper.make_node("ReduceMax", ["shape"], ["rows"], keepdims=1),
                                                              helper.make_node("Div", ["rows", "rows"], ["unit"]), helper.make_node("Mul", ["unit", "most"], ["size"])])]:
    write(name, extra + [helper.make_node("ConstantOfShape", ["most" if name == "huge_constant" else "size"], ["zeros"]),
                         helper.make_node("ReduceSum", ["zeros"], ["sum"], keepdims=1),
                         helper.make_node("Add", ["x", "sum"], ["scores"])],
          [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], [constant("most", [1610612736], np.int64)])

# What skl2onnx writes for a classifier unless told otherwise: the scores as maps.
for name, outputs in [("zipmap", ["label", "probabilities"]), ("zipmap_only", ["probabilities"])]:
    nodes = [helper.make_node("ArgMax", ["x"], ["label"], axis=1, keepdims=0)] if "label" in outputs else []
    nodes.append(helper.make_node("ZipMap", ["x"], ["probabilities"], domain="ai.onnx.ml", classlabels_int64s=[0, 1]))
    values = {"label": helper.make_tensor_value_info("label", INT64, ["N"]), "probabilities": ValueInfoProto(name="probabilities")}
    scores = values["probabilities"].type.sequence_type.elem_type.map_type
    scores.key_type = INT64
    scores.value_type.tensor_type.elem_type = FLOAT
    graph = helper.make_graph(nodes, name, [helper.make_tensor_value_info("x", FLOAT, ["N", 2])], [values[output] for output in outputs])
    opsets = [helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 1)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="make_models.py"), os.path.join(HERE, name + ".onnx"))

# Weights in a file beside the model, under a name that the tests write over: LOCATION is as long as what they put in its place.
weights = TensorProto(name="w", data_type=FLOAT, dims=[2, 2], data_location=TensorProto.EXTERNAL)
weights.external_data.add(key="location", value="LOCATION")
write("external", [helper.make_node("MatMul", ["x", "w"], ["scores"])], [("x", FLOAT, ["N", 2])], [("scores", FLOAT, ["N", 2])], [weights])
