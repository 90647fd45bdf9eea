import ai.onnxruntime.*;
import com.fasterxml.jackson.databind.*;
import java.io.File;
import java.nio.LongBuffer;
import java.util.*;

class Example {
  public static void main(String[] none) throws Exception {
    ObjectMapper json = new ObjectMapper();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session = environment.createSession("model.onnx");
    for (JsonNode row : json.readTree(new File("golden.json")).get("rows")) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (NodeInfo input : session.getInputInfo().values()) {
        JsonNode values = row.get("inputs").get(input.getName());
        TensorInfo info = (TensorInfo) input.getInfo();
        Class<?> floats = info.getShape().length == 2 ? float[][].class : float[].class;
        inputs.put(input.getName(), info.type == OnnxJavaType.INT64
            ? OnnxTensor.createTensor(environment,
                LongBuffer.wrap(json.convertValue(values, long[].class)), new long[] {values.size()})
            : OnnxTensor.createTensor(environment, json.convertValue(values, floats)));
      }
      double[] answers = (double[]) session.run(inputs).get("answer").get().getValue();
      System.out.println(answers[0] + " " + row.get("answer"));
    }
  }
}
