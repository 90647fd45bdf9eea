package io.valora.ingest;

import io.valora.config.ConfigSection;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.List;

/**
 * What becomes of duplicates. The parts of a predefined split are looked at separately.
 *
 * @param key our columns that make up the key; used by {@link DuplicatePolicy#LAST_WINS}
 * @param time our column that says which is latest, of any type with an order; used likewise
 */
public record DuplicateRule(DuplicatePolicy policy, List<String> key, String time) {
  public DuplicateRule {
    key = List.copyOf(key);
  }

  /** Reads duplicates, duplicate-key and duplicate-time, noting problems in the section. */
  static DuplicateRule from(ConfigSection section, TableSchema schema) {
    DuplicatePolicy policy =
        section.choice("duplicates", DuplicatePolicy.class, DuplicatePolicy.KEEP);
    List<String> key = section.texts("duplicate-key", List.of("user", "item"));
    String time = section.text("duplicate-time", "time");
    if (policy == DuplicatePolicy.LAST_WINS) {
      key.stream()
          .filter(name -> schema.column(name).isEmpty())
          .forEach(name -> section.invalid("duplicate-key", name, mustBeDeclared(schema)));
      if (key.isEmpty()) {
        section.invalid("duplicate-key", "[]", "must name at least one column");
      }
      if (schema.column(time).isEmpty()) {
        section.invalid("duplicate-time", time, mustBeDeclared(schema));
      }
    }
    return new DuplicateRule(policy, key, time);
  }

  private static String mustBeDeclared(TableSchema schema) {
    List<String> names = schema.columns().stream().map(ColumnSpec::name).toList();
    return "must be a declared column: " + String.join(", ", names);
  }
}
