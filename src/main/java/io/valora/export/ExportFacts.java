package io.valora.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.registry.StoredRun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The text of {@code export.json}: which run's model it is, and what was measured of it.
 *
 * @param manifestHash SHA-256 of the run's manifest
 */
record ExportFacts(StoredRun run, ExportResult result, String manifestHash) {
  static final String FILE = "export.json";
  private static final int FORMAT_VERSION = 1;

  /** Figures of differences: more depend on the processor. */
  private static final MathContext ROUNDED = new MathContext(2);

  String toJson(List<ExportFile> files) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("job", run.folder().job());
    root.put("run-id", run.folder().runId());
    root.put("parameter-hash", run.json().path("parameter-hash").asText());
    root.put("manifest-hash", manifestHash);
    ExportLine line = result.chosen();
    root.put("precision", line.precision().label());
    line.terms().ifPresent(terms -> root.put("terms", terms));
    root.put("bytes", line.bytes());
    ObjectNode test = root.putObject("test");
    TrialResult measured = line.result();
    test.put("rows", measured.rows());
    ObjectNode metric = test.putObject(result.metric());
    metric.put("run", result.run()).put("export", measured.metric());
    test.put("equal-decisions", measured.equal());
    test.put("largest-difference", rounded(measured.difference()));
    test.put("largest-difference-from-plain-java", rounded(measured.plain()));
    test.put("largest-difference-alone", rounded(measured.alone()));
    ObjectNode sizes = root.putObject("files");
    files.forEach(file -> sizes.put(file.name(), file.bytes()));
    return root.toPrettyString();
  }

  static double rounded(double difference) {
    return new BigDecimal(difference).round(ROUNDED).doubleValue();
  }
}
