package io.valora.gates;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigSection;
import io.valora.gates.GateResult.Figures;
import io.valora.lineage.Ledger;
import io.valora.lineage.LedgerCount;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Bounds of a run's rows: {@code gates.data}.
 *
 * @param trainRows the fewest of the train part
 * @param testRows the fewest of the test part
 * @param rowsOfAClass the fewest test rows of each class
 * @param quarantined the largest share of the rows that were read
 */
public record DataRules(
    OptionalLong trainRows,
    OptionalLong testRows,
    OptionalLong rowsOfAClass,
    OptionalDouble quarantined) {
  static final DataRules NONE =
      new DataRules(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());

  private static final String TRAIN_ROWS = "least-train-rows";
  private static final String TEST_ROWS = "least-test-rows";
  private static final String CLASS_ROWS = "least-test-rows-of-a-class";

  /** Bound of the share of rows in the quarantine. */
  public static final String QUARANTINED = "most-quarantined";

  private static final String OF_JOB_FILE = "the bound is the job file's, in gates.data";

  /**
   * Reads the section, noting its problems.
   *
   * @param hasClasses whether rows have classes
   */
  static DataRules from(ConfigSection section, boolean hasClasses) {
    OptionalLong ofAClass = section.optionalWholeNumber(CLASS_ROWS, 1);
    if (ofAClass.isPresent() && !hasClasses) {
      section.invalid(
          CLASS_ROWS, ofAClass.getAsLong(), "must be left out: rows of this task have no classes");
    }
    return new DataRules(
        section.optionalWholeNumber(TRAIN_ROWS, 1),
        section.optionalWholeNumber(TEST_ROWS, 1),
        ofAClass,
        quarantined(section));
  }

  private static OptionalDouble quarantined(ConfigSection section) {
    OptionalDouble share = section.optionalNumber(QUARANTINED);
    if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() < 1)) {
      section.invalid(QUARANTINED, share.getAsDouble(), "must be at least 0 and below 1");
    }
    return share;
  }

  /** Names of the rules that are given. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    trainRows.ifPresent(bound -> names.add(TRAIN_ROWS));
    testRows.ifPresent(bound -> names.add(TEST_ROWS));
    rowsOfAClass.ifPresent(bound -> names.add(CLASS_ROWS));
    quarantined.ifPresent(bound -> names.add(QUARANTINED));
    return names;
  }

  /**
   * @param metrics the tree of {@code metrics.json}
   */
  List<GateResult> judge(JsonNode metrics, Ledger ledger) {
    List<GateResult> results = new ArrayList<>();
    trainRows.ifPresent(
        bound -> results.add(least(TRAIN_ROWS, rows(ledger, LedgerCount.TRAIN), bound)));
    testRows.ifPresent(
        bound -> results.add(least(TEST_ROWS, rows(ledger, LedgerCount.TEST), bound)));
    JsonNode balance = metrics.path("class-balance");
    rowsOfAClass.ifPresent(
        bound ->
            results.add(
                least(
                    CLASS_ROWS,
                    Math.min(
                        balance.path("negatives").asLong(), balance.path("positives").asLong()),
                    bound)));
    quarantined.ifPresent(bound -> results.add(quarantined(ledger, bound)));
    return results;
  }

  private static GateResult least(String rule, long rows, long bound) {
    return GateResult.judged(
        rule,
        rows >= bound,
        new Figures("rows", rows, bound),
        "%,d rows, must be at least %,d".formatted(rows, bound),
        OF_JOB_FILE);
  }

  private static GateResult quarantined(Ledger ledger, double bound) {
    double share = (double) rows(ledger, LedgerCount.QUARANTINED) / rows(ledger, LedgerCount.READ);
    return GateResult.judged(
        QUARANTINED,
        share <= bound,
        new Figures("quarantined", share, bound),
        "%.2f %% of the rows were quarantined, must be at most %.2f %%"
            .formatted(100 * share, 100 * bound),
        OF_JOB_FILE);
  }

  private static long rows(Ledger ledger, LedgerCount count) {
    return ledger.count(count).orElse(0);
  }
}
