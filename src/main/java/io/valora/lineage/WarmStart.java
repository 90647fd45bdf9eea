package io.valora.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Earlier run of the job whose weights a training begins with. Dense layers are copied whole.
 *
 * @param run its id
 * @param parameterHash of the network that it published
 * @param tables rows of each table by the name of its ids; empty before training
 */
public record WarmStart(String run, String parameterHash, Map<String, Rows> tables) {
  /**
   * Rows of a table.
   *
   * @param copied of ids that the earlier run knows
   * @param added of other ids, which start untrained
   */
  public record Rows(long copied, long added) {
    String sentence(String name) {
      return "%,d of %,d rows of %s".formatted(copied, copied + added, name);
    }
  }

  public WarmStart {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  public WarmStart(String run, String parameterHash) {
    this(run, parameterHash, Map.of());
  }

  public WarmStart withTables(Map<String, Rows> changed) {
    return new WarmStart(run, parameterHash, changed);
  }

  /** Such as {@code run r1: 900 of 943 rows of user, all dense layers}. */
  public String sentence() {
    StringBuilder text = new StringBuilder("run ").append(run).append(": ");
    tables.forEach((name, rows) -> text.append(rows.sentence(name)).append(", "));
    return text.append("all dense layers").toString();
  }
}
