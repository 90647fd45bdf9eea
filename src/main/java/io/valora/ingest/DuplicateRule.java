package io.valora.ingest;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.TIME;
import static io.valora.schema.Columns.USER;

import io.valora.config.ConfigSection;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.List;

/**
 * Deduplication rule: policy, key and order. The splits of a predefined split are deduplicated
 * separately.
 *
 * @param key our columns that make up the key; used by the policies that go by key
 * @param time our column that says which is latest, of any type with an order; used likewise;
 *     {@link #FILE_ORDER} where the order of files and lines says it
 */
public record DuplicateRule(DuplicatePolicy policy, List<String> key, String time) {
  /** The job file's value for file order in place of a time column. */
  public static final String FILE_ORDER = "none";

  private static final DuplicateRule RATINGS =
      new DuplicateRule(DuplicatePolicy.KEEP, List.of(USER, ITEM), TIME);

  public DuplicateRule {
    key = List.copyOf(key);
  }

  /** Reads duplicates, duplicate-key and duplicate-time, noting problems in the section. */
  static DuplicateRule from(ConfigSection section, TableSchema schema) {
    return from(section, schema, RATINGS);
  }

  /** The same for a table with one row per {@code key}: the last row of each stays. */
  static DuplicateRule ofSideTable(ConfigSection section, TableSchema schema, String key) {
    return from(
        section, schema, new DuplicateRule(DuplicatePolicy.LAST_WINS, List.of(key), FILE_ORDER));
  }

  boolean goesByFileOrder() {
    return time.equals(FILE_ORDER);
  }

  private static DuplicateRule from(
      ConfigSection section, TableSchema schema, DuplicateRule defaults) {
    DuplicatePolicy policy = section.choice("duplicates", DuplicatePolicy.class, defaults.policy());
    DuplicateRule rule =
        new DuplicateRule(
            policy,
            section.texts("duplicate-key", defaults.key()),
            section.text("duplicate-time", defaults.time()));
    if (policy.goesByKey()) {
      rule.noteProblems(section, schema);
    }
    return rule;
  }

  private void noteProblems(ConfigSection section, TableSchema schema) {
    key.stream()
        .filter(name -> schema.column(name).isEmpty())
        .forEach(name -> section.invalid("duplicate-key", name, mustBeDeclared(schema)));
    if (key.isEmpty()) {
      section.invalid("duplicate-key", "[]", "must name at least one column");
    }
    if (!goesByFileOrder() && schema.column(time).isEmpty()) {
      section.invalid("duplicate-time", time, mustBeDeclared(schema));
    }
  }

  private static String mustBeDeclared(TableSchema schema) {
    List<String> names = schema.columns().stream().map(ColumnSpec::name).toList();
    return "must be a declared column: " + String.join(", ", names);
  }
}
