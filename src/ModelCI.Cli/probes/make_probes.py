"""Models that `modelci doctor` runs. /usr/bin/python3 make_probes.py; requirements: python3-onnx 1.12 (Debian 12). A second run writes the same bytes."""
import os

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, nodes, outputs, constants=()):
    graph = helper.make_graph(nodes, name, [helper.make_tensor_value_info("x", TensorProto.STRING, ["N"])], outputs, list(constants))
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8, producer_name="make_probes.py"), os.path.join(HERE, name + ".onnx"))


# Answers with what it is given.
write("answers", [helper.make_node("Identity", ["x"], ["label"])], [helper.make_tensor_value_info("label", TensorProto.STRING, ["N"])])

# Asks for 2 GiB, with a size that is known only when it runs.
write("greedy",
      [helper.make_node("Shape", ["x"], ["shape"]), helper.make_node("Div", ["shape", "shape"], ["one"]), helper.make_node("Mul", ["one", "most"], ["size"]),
       helper.make_node("ConstantOfShape", ["size"], ["zeros"]), helper.make_node("ReduceSum", ["zeros"], ["sum"], keepdims=1), helper.make_node("Expand", ["sum", "shape"], ["number"])],
      [helper.make_tensor_value_info("number", TensorProto.FLOAT, ["N"])], [numpy_helper.from_array(np.array([1 << 29], np.int64), "most")])
