package io.valora.ingest;

import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.FileHead;
import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Reading instructions for a task: the files, their layout and the schema.
 *
 * @param dispensable our names of columns that a file may lack as a whole
 * @param heads of the files, in their order; none before they are known, or where a file is a row
 */
record ReadPlan(
    SourceFiles files,
    FileLayout layout,
    TableSchema schema,
    Set<String> dispensable,
    List<FileHead> heads)
    implements Serializable {
  ReadPlan {
    heads = List.copyOf(heads);
  }

  /** A plan without the heads of the files. */
  static ReadPlan of(SourceFiles files, IngestInput input) {
    IngestConfig config = input.config();
    return new ReadPlan(files, config.layout(), config.schema(), input.dispensable(), List.of());
  }

  ReadPlan withHeads(List<FileHead> found) {
    return new ReadPlan(files, layout, schema, dispensable, found);
  }
}
