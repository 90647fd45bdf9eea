package io.valora.export;

import io.valora.export.onnx.OnnxSession;
import io.valora.export.weights.Precision;
import io.valora.registry.StoredRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A folder with {@code model.onnx}, which answers in ONNX Runtime. */
record OnnxTarget(StoredRun run, ExportFolder folder) implements ExportTarget {
  /** More than the run's properties take in {@code model.onnx}. */
  private static final int PROPERTIES = 1024;

  @Override
  public Precision usual(ModelSource source, OptionalInt terms) {
    return Precision.FP32;
  }

  @Override
  public AnsweringForm open(ExportedModel model) {
    byte[] onnx = model.onnx(properties(run, model));
    return new OnnxForm(model, OnnxSession.of(onnx), measured -> onnx, model.fileBytes());
  }

  @Override
  public boolean fits(ExportedModel model, long mostBytes) {
    return model.networks().bytes() + model.fileBytes() <= mostBytes
        && model.onnx(Map.of()).length + model.fileBytes() + PROPERTIES <= mostBytes;
  }

  @Override
  public void write(Trial chosen, ExportFacts facts) {
    folder.write(chosen, facts);
  }

  /** Properties of {@code model.onnx}. */
  static Map<String, String> properties(StoredRun run, ExportedModel form) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("valora.job", run.folder().job());
    properties.put("valora.run-id", run.folder().runId());
    properties.put("valora.parameter-hash", run.json().path("parameter-hash").asText());
    properties.put("valora.precision", form.precision().label());
    form.terms().ifPresent(terms -> properties.put("valora.terms", String.valueOf(terms)));
    return properties;
  }
}
