package io.valora.split;

import static io.valora.schema.Columns.TIME;
import static io.valora.schema.Columns.USER;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The section {@code split} of a job file.
 *
 * @param kind how rows are divided
 * @param testFraction share of all rows in [0, 1); not used by leave-last-out and predefined
 * @param validationFraction share of all rows in [0, 1), of the rows that are not test for
 *     predefined; 0 leaves validation empty, which is all that leave-last-out takes from it
 * @param testRows exact size of test, in place of the fraction
 * @param validationRows exact size of validation, in place of the fraction
 * @param group column whose values stay together (grouped) or give one row each (leave-last-out)
 * @param time column that temporal and leave-last-out order by
 * @param seed of every hash
 * @param stratify column of whose every value the splits have the same share; of random splits
 */
public record SplitConfig(
    SplitKind kind,
    double testFraction,
    double validationFraction,
    OptionalLong testRows,
    OptionalLong validationRows,
    String group,
    String time,
    long seed,
    Optional<String> stratify) {

  /** Reads the section; {@code jobSeed} is the seed where the section has none. */
  public static SplitConfig from(ConfigSection section, long jobSeed) {
    SplitConfig config =
        new SplitConfig(
            section.choice("kind", SplitKind.class, SplitKind.RANDOM),
            section.fraction("test-fraction", 0.2),
            section.fraction("validation-fraction", 0.1),
            section.optionalWholeNumber("test-rows", 1),
            section.optionalWholeNumber("validation-rows", 0),
            section.text("group", USER),
            section.text("time", TIME),
            section.wholeNumber("seed", jobSeed, 0),
            section.optionalText("stratify"));
    config.noteProblemsOfSizes(section);
    config.noteProblemsOfStrata(section);
    return config;
  }

  /** Notes a problem for each column that this kind of split needs and nobody declared. */
  public void noteMissingColumns(ConfigSection section, Set<String> declared) {
    String must =
        "must be a declared column: " + String.join(", ", declared.stream().sorted().toList());
    if (usesGroup() && !declared.contains(group)) {
      section.invalid("group", group, must);
    }
    if (stratify.isPresent() && !declared.contains(stratify.get())) {
      section.invalid("stratify", stratify.get(), must);
    }
    if (usesTime() && !declared.contains(time)) {
      section.invalid("time", time, must);
    }
  }

  /** Whether the rows are divided by values of {@link #group()}. */
  public boolean usesGroup() {
    return kind == SplitKind.GROUPED || kind == SplitKind.LEAVE_LAST_OUT;
  }

  /** Whether the rows are ordered by {@link #time()}. */
  public boolean usesTime() {
    return kind == SplitKind.TEMPORAL || kind == SplitKind.LEAVE_LAST_OUT;
  }

  /** Whether a validation split is wanted at all. */
  public boolean wantsValidation() {
    return validationRows.orElse(validationFraction > 0 ? 1 : 0) > 0;
  }

  /** Whether a row keeps its split for ever, however many rows are added. */
  public boolean keepsRows() {
    return (kind == SplitKind.RANDOM || kind == SplitKind.GROUPED)
        && stratify.isEmpty()
        && !sizedInRows();
  }

  /** Whether a size is given in rows; the other size is then rounded to rows too. */
  boolean sizedInRows() {
    return testRows.isPresent() || validationRows.isPresent();
  }

  private boolean choosesTest() {
    return kind != SplitKind.PREDEFINED && kind != SplitKind.LEAVE_LAST_OUT;
  }

  private void noteProblemsOfStrata(ConfigSection section) {
    if (stratify.isPresent() && kind != SplitKind.RANDOM) {
      section.invalid(
          "stratify", stratify.get(), "must be left out: only random splits have strata");
    } else if (stratify.isPresent() && sizedInRows()) {
      section.invalid(
          "stratify",
          stratify.get(),
          "must be with fractions, not with test-rows or validation-rows");
    }
  }

  private void noteProblemsOfSizes(ConfigSection section) {
    if (choosesTest() && testRows.isEmpty() && testFraction == 0) {
      section.invalid("test-fraction", testFraction, "must be above 0, or give test-rows");
    }
    if (choosesTest() && !sizedInRows() && testFraction + validationFraction >= 1) {
      section.invalid(
          "validation-fraction",
          validationFraction,
          "must leave rows to train on: with test-fraction it is at least 1");
    }
    if (!choosesTest() && testRows.isPresent()) {
      section.invalid(
          "test-rows",
          testRows.getAsLong(),
          "must be left out: the kind " + EnumNames.nameOf(kind) + " decides the test rows");
    }
    if (kind == SplitKind.LEAVE_LAST_OUT && validationRows.isPresent()) {
      section.invalid(
          "validation-rows",
          validationRows.getAsLong(),
          "must be left out: the kind leave-last-out takes one row of every " + group);
    }
  }
}
