import json
import numpy
import onnxruntime


def ids(name):
    with open(name, encoding="utf-8") as lines:
        return {json.loads(line): number for number, line in enumerate(lines, 1)}


session = onnxruntime.InferenceSession("model.onnx")
users, items = ids("users.jsonl"), ids("items.jsonl")
for row in json.load(open("golden.json", encoding="utf-8"))["rows"]:
    user, item = row["cells"].get("user"), row["cells"].get("item")
    indices = {"user": users.get(user, 0), "item": items.get(item, 0)}
    inputs = {name: numpy.array([index], numpy.int64) for name, index in indices.items()}
    answer = session.run(["answer"], inputs)[0][0]
    print(user, item, answer)
    assert abs(answer - row["answer"]) < 1e-5
