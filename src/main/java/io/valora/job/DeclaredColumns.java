package io.valora.job;

import io.valora.config.ConfigSection;
import io.valora.schema.TableSchema;
import java.util.Arrays;
import java.util.List;

/**
 * Columns that an input declares.
 *
 * @param task name of the job's task
 * @param section of the input; problems are noted in it
 */
public record DeclaredColumns(String task, ConfigSection section, TableSchema schema) {
  /** Notes a problem when a column that the task can't do without isn't declared. */
  public void require(String... needed) {
    List<String> names = schema.names();
    List<String> missing = Arrays.stream(needed).filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      section.invalid(
          "columns",
          String.join(", ", names),
          "must declare %s for a %s job".formatted(String.join(", ", missing), task));
    }
  }
}
