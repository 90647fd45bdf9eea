package io.valora.tuning.averaging;

import io.valora.base.EnumNames;
import io.valora.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plain-text conclusions of a comparison of grid points. */
public final class AveragingNarrative {
  private final AveragingComparison comparison;

  public AveragingNarrative(AveragingComparison comparison) {
    this.comparison = comparison;
  }

  /** The advised grid point and why, in one sentence; of one shard alone, its numbers. */
  public String advice() {
    TrialResult advised = comparison.advised();
    if (!comparison.hasAlternatives()) {
      return "Only 1 shard was trained, so there is nothing to compare: %s s and a validation %s of %s."
          .formatted(
              Figures.seconds(advised.seconds()),
              comparison.conditions().metric(),
              Figures.fineScore(advised.validationMetric()));
    }
    String best =
        "a validation %s within %s of the best (%s)"
            .formatted(
                comparison.conditions().metric(),
                tolerance(),
                Figures.fineScore(comparison.best().validationMetric()));
    long accepted = comparison.results().stream().filter(comparison::isWithinTolerance).count();
    String name = advised.point().description();
    String choice =
        accepted == 1
            ? "only %s has %s".formatted(name, best)
            : "%s have %s; the fastest of them is %s".formatted(accepted, best, name);
    return "Of %s, %s: %s s and %s%s."
        .formatted(
            Figures.counted(comparison.results().size(), "grid point"),
            choice,
            Figures.seconds(advised.seconds()),
            Figures.fineScore(advised.validationMetric()),
            againstReference(advised));
  }

  /**
   * The lines of a job file that say so; the averaging only where there are shards to average, and
   * its unit only where the job file has another one.
   */
  public List<String> lines() {
    GridPoint advised = comparison.advised().point();
    List<String> lines = new ArrayList<>(List.of("training:"));
    lines.add("  shards: " + advised.shards());
    if (advised.isReference()) {
      return List.copyOf(lines);
    }
    lines.add("  averaging-frequency: " + advised.frequency());
    if (advised.unit() != comparison.conditions().jobPoint().unit()) {
      lines.add("  averaging-unit: " + EnumNames.nameOf(advised.unit()));
    }
    return List.copyOf(lines);
  }

  /** Sentence that compares the advice with the job file. */
  public String jobFile() {
    GridPoint job = comparison.conditions().jobPoint();
    GridPoint advised = comparison.advised().point();
    boolean same = job.equals(advised) || job.isReference() && advised.isReference();
    return same
        ? "The job file says so already."
        : "The job file says %s.".formatted(job.description());
  }

  /** That times are no guide where shards had to wait for each other; empty where none had. */
  public Optional<String> crowding() {
    return crowding(comparison.crowdedShards(), comparison.conditions().slots());
  }

  /**
   * As {@link #crowding()}, before anything was trained.
   *
   * @param shards the numbers of shards that are more than there are slots
   */
  public static Optional<String> crowding(List<Integer> shards, int slots) {
    if (shards.isEmpty()) {
      return Optional.empty();
    }
    String numbers = shards.stream().map(String::valueOf).collect(Collectors.joining(", "));
    int last = numbers.lastIndexOf(", ");
    return Optional.of(
        "Spark has %s here, so the shards of a training in %s take turns: their times say nothing"
                .formatted(
                    Figures.counted(slots, "slot"),
                    last < 0
                        ? numbers
                        : numbers.substring(0, last) + " or " + numbers.substring(last + 2))
            + " about as many cores.");
  }

  /** Such as {@code 0.5%}. */
  public String tolerance() {
    return Figures.given(100 * comparison.tolerance()) + "%";
  }

  /** Such as {@code every 10 batches}; a dash for the reference, which has nothing to average. */
  public String averaged(TrialResult result) {
    return result.point().isReference() ? "–" : result.point().period();
  }

  /** With its sign; a dash for the reference itself. */
  public String difference(TrialResult result) {
    return result.point().isReference()
        ? "–"
        : signed(Figures.fineScore(comparison.difference(result)));
  }

  /** The difference as a share, with its sign; a dash for the reference itself. */
  public String relativeDifference(TrialResult result) {
    return result.point().isReference()
        ? "–"
        : signed(Figures.stars(100 * comparison.relativeDifference(result)) + "%");
  }

  private static String signed(String number) {
    boolean hasSign = number.startsWith("−") || number.startsWith("undefined");
    return hasSign ? number : "+" + number;
  }

  private String againstReference(TrialResult advised) {
    TrialResult reference = comparison.reference();
    return advised.point().isReference()
        ? ""
        : ", where 1 shard took %s s and reached %s"
            .formatted(
                Figures.seconds(reference.seconds()),
                Figures.fineScore(reference.validationMetric()));
  }
}
