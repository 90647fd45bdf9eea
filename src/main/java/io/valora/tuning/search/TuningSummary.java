package io.valora.tuning.search;

import io.valora.base.Counted;
import io.valora.job.tuning.Rung;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** State of a search, without doing any of it: what is planned, and what is done. */
public final class TuningSummary {
  private static final double MEGABYTE = 1e6;

  private TuningSummary() {}

  /** The leaderboard of the trials that are done. */
  public static Leaderboard leaderboard(Storage storage, SearchPlan plan) {
    return standing(storage, plan).leaderboard();
  }

  private static Standing standing(Storage storage, SearchPlan plan) {
    return Standing.of(
        plan,
        new StepResults(new TrialFolder(storage, plan.run())),
        new FoldBaselines(storage, plan).scores());
  }

  /** Trials, rungs, epochs and disk of a plan, as lines of text. */
  public static List<String> lines(Storage storage, SearchPlan plan) {
    int folds = plan.tuning().folds();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Plan:        %s × %d folds = %s of %s, at most %s"
            .formatted(
                Counted.of(plan.tuning().settings().size(), "setting"),
                folds,
                Counted.of(plan.trials().size(), "trial"),
                Counted.of(plan.seenRows(), "row"),
                Counted.of(plan.mostEpochs(), "epoch")));
    List<Rung> rungs = plan.rungs();
    if (rungs.size() > 1) {
      lines.add(
          rungs.stream()
              .map(
                  rung ->
                      "%s to epoch %d"
                          .formatted(Counted.of(rung.settings(), "setting"), rung.epochs()))
              .collect(Collectors.joining(", the best ", "Rungs:       ", "")));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "Disk:        %.1f MB for the folds while the search runs, and for %d prepared ones what memory doesn't hold%s",
            folds * megabytes(storage, plan),
            PreparedFolds.kept(plan),
            rungs.size() > 1 ? ", and a checkpoint of each trial that pauses" : ""));
    lines.addAll(done(storage, plan));
    return lines;
  }

  private static List<String> done(Storage storage, SearchPlan plan) {
    List<String> lines = new ArrayList<>();
    TrialFolder folder = new TrialFolder(storage, plan.run());
    Standing standing = standing(storage, plan);
    int rungs = plan.rungs().size();
    int planned = plan.rungs().get(standing.rung()).settings() * plan.tuning().folds();
    int missing = standing.missing().size();
    if (standing.rung() > 0 || missing < planned) {
      lines.add(
          "Done:        %s%s; %s to do"
              .formatted(
                  Counted.of(planned - missing, "trial"),
                  rungs > 1 ? " of rung %d of %d".formatted(standing.rung() + 1, rungs) : "",
                  Counted.of(missing, "trial")));
    }
    long others = folder.others(plan);
    if (others > 0) {
      lines.add(
          "Kept aside:  %s of other settings, rows or code".formatted(Counted.of(others, "trial")));
    }
    return lines;
  }

  private static double megabytes(Storage storage, SearchPlan plan) {
    long bytes = 0;
    for (String split : List.of("train", "validation")) {
      bytes += storage.find(plan.run().split(split)).stream().mapToLong(StoredFile::bytes).sum();
    }
    return bytes / MEGABYTE;
  }
}
