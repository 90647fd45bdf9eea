import ai.onnxruntime.*;
import java.nio.file.*;
import java.util.*;

/** Asks for a user and an item: java -cp onnxruntime.jar Example.java USER ITEM */
class Example {
  public static void main(String[] ids) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession("model.onnx")) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("user", OnnxTensor.createTensor(environment, index("users.jsonl", ids[0])));
      inputs.put("item", OnnxTensor.createTensor(environment, index("items.jsonl", ids[1])));
      double[] answers = (double[]) session.run(inputs).get("answer").get().getValue();
      System.out.println(answers[0]);
    }
  }

  /** Lines are JSON: an id with quotes or backslashes is escaped there. */
  private static long[] index(String file, String id) throws Exception {
    return new long[] {Files.readAllLines(Path.of(file)).indexOf('"' + id + '"') + 1};
  }
}
