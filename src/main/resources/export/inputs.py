import json
import numpy
import onnxruntime

TYPES = {"tensor(int64)": numpy.int64, "tensor(float)": numpy.float32}

session = onnxruntime.InferenceSession("model.onnx")
for row in json.load(open("golden.json", encoding="utf-8"))["rows"]:
    inputs = {
        one.name: numpy.array(row["inputs"][one.name], TYPES[one.type])
        for one in session.get_inputs()
    }
    answer = session.run(["answer"], inputs)[0][0]
    print(str(row["cells"])[:60], answer)
    assert abs(answer - row["answer"]) < 1e-5 * max(1, abs(answer))
