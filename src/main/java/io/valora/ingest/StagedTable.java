package io.valora.ingest;

import io.valora.lineage.InputFile;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Typed rows of one ingest before duplicates are dropped, with the counts of what was read. The
 * staging folder holds them, and is not needed once they are used.
 *
 * @param read data rows of all files, without headers
 * @param quarantined rows that could not be typed; the quarantine has been written
 * @param dropped rows that the job leaves out on purpose
 * @param reasons most rows first
 * @param inputs every file, in the order given; every folder where a file is a row
 * @param typed the declared columns, with technical ones behind them
 */
public record StagedTable(
    long read,
    long quarantined,
    long dropped,
    List<QuarantineReason> reasons,
    List<InputFile> inputs,
    Dataset<Row> typed) {
  public StagedTable {
    reasons = List.copyOf(reasons);
    inputs = List.copyOf(inputs);
  }
}
