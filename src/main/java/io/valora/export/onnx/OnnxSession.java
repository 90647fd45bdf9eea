package io.valora.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded {@code model.onnx} in ONNX Runtime, on one thread. */
public final class OnnxSession implements AutoCloseable {
  /** ONNX Runtime 1.29 on Linux ends a process of some 80 bytes more when it is loaded. */
  private static final int MOST_OF_COMMAND_LINE = 3_900;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

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
    requireShort(COMMAND_LINE);
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

  /** Refuses a command line that would end the process, where the system shows it. */
  static void requireShort(Path commandLine) {
    int length;
    try {
      length = Files.readAllBytes(commandLine).length;
    } catch (IOException none) {
      return;
    }
    if (length > MOST_OF_COMMAND_LINE) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "start ONNX Runtime",
          "this process has a command line of %,d bytes, and more than %,d may end it (put options into a file: java @FILE)"
              .formatted(length, MOST_OF_COMMAND_LINE));
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
