package io.valora.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded {@code model.onnx} in ONNX Runtime, on one thread. */
public final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxSession(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * @throws JobException when ONNX Runtime doesn't run on this machine, or refuses the model
   */
  public static OnnxSession of(byte[] model) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return new OnnxSession(environment, environment.createSession(model, options));
      }
    } catch (OrtException | LinkageError e) {
      throw failed(e);
    }
  }

  /** Whether the model has the output. */
  public boolean has(String output) {
    return session.getOutputNames().contains(output);
  }

  /** The output of each row of a batch. */
  public double[] answers(String output, List<InputTensor> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (InputTensor input : inputs) {
        tensors.put(input.name(), tensor(input));
      }
      try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
        return (double[]) result.get(0).getValue();
      }
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(InputTensor input) throws OrtException {
    long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
    return input.values() instanceof long[] indices
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(indices), shape)
        : OnnxTensor.createTensor(environment, FloatBuffer.wrap((float[]) input.values()), shape);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private static JobException failed(Throwable e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return JobException.cannot(Outcome.UNEXPECTED, "run the model in ONNX Runtime", reason, e);
  }
}
