package io.valora.export;

import java.util.List;

/**
 * A verified export.
 *
 * @param metric its name
 * @param run metric of the run's model on the test rows
 * @param lines forms of the model on the test rows
 * @param chosen the line that was written
 */
public record ExportResult(String metric, double run, List<ExportLine> lines, ExportLine chosen) {
  public ExportResult {
    lines = List.copyOf(lines);
  }
}
