package io.valora.ingest;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.tables.PartitionPath;
import java.util.Map;

/** Parser of the rows of a file, by its layout and head. */
final class LineParsers {
  private LineParsers() {}

  /**
   * @throws io.valora.base.JobException when the header doesn't have a declared column
   */
  static LineParser of(SourceFile file, ReadPlan plan, FileHead head) {
    Map<String, String> keys = PartitionPath.valuesOf(file.path());
    boolean noRows = plan.layout().header() && head.names().isEmpty();
    if (noRows) {
      return line -> new String[0];
    }
    LineParser rows =
        plan.layout().format() == FileFormat.JSON_LINES
            ? new JsonLineParser(plan.schema())
            : DelimitedLineParser.of(file, plan, head, keys.keySet());
    return PartitionedLineParser.of(rows, plan.schema(), keys);
  }
}
