package io.valora.job;

import io.valora.config.ConfigSection;
import io.valora.schema.TableSchema;
import java.util.Arrays;
import java.util.List;

/** Validation of the columns that a task requires. */
public final class TaskColumns {
  private TaskColumns() {}

  public static void require(
      ConfigSection ingest, TableSchema schema, Task task, String... needed) {
    List<String> names = schema.names();
    List<String> missing = Arrays.stream(needed).filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      ingest.invalid(
          "columns",
          String.join(", ", names),
          "must declare %s for a %s job".formatted(String.join(", ", missing), task.label()));
    }
  }
}
