package io.valora.job;

import io.valora.config.ConfigSection;
import io.valora.schema.TableSchema;
import java.util.Arrays;
import java.util.List;

/**
 * Columns that an input declares.
 *
 * @param section of the input; problems are noted in it
 */
public record DeclaredColumns(ConfigSection section, TableSchema schema) {
  /** Notes a problem when a column that the task can't do without isn't declared. */
  public void require(Task task, String... needed) {
    List<String> names = schema.names();
    List<String> missing = Arrays.stream(needed).filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      section.invalid(
          "columns",
          String.join(", ", names),
          "must declare %s for a %s job".formatted(String.join(", ", missing), task.name()));
    }
  }
}
