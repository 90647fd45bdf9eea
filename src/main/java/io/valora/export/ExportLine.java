package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.List;
import java.util.OptionalInt;

/**
 * A form of a model, measured.
 *
 * @param terms that its vocabulary keeps; empty for all
 * @param modelBytes size of the file that holds the network: {@code model.onnx}, or the page
 * @param bytes size of all files that a device needs
 * @param broken bounds that it doesn't keep
 */
public record ExportLine(
    Precision precision,
    OptionalInt terms,
    long modelBytes,
    long bytes,
    TrialResult result,
    List<String> broken) {
  public ExportLine {
    broken = List.copyOf(broken);
  }
}
