package io.valora.tuning.search;

import io.valora.base.Counted;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** State of a search, without doing any of it: what is planned, and what is done. */
public final class TuningSummary {
  private static final double MEGABYTE = 1e6;

  private TuningSummary() {}

  /** The leaderboard of the trials that are done. */
  public static Leaderboard leaderboard(Storage storage, SearchPlan plan) {
    return Leaderboard.of(plan, new TrialFolder(storage, plan.run()).results(plan));
  }

  /** Trials, epochs and disk of a plan, as lines of text. */
  public static List<String> lines(Storage storage, SearchPlan plan) {
    TrialFolder folder = new TrialFolder(storage, plan.run());
    Map<Integer, TrialResult> done = folder.results(plan);
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
    lines.add(
        String.format(
            Locale.ROOT,
            "Disk:        %.1f MB for the folds while the search runs",
            folds * megabytes(storage, plan)));
    if (!done.isEmpty()) {
      lines.add(
          "Done:        %s; %s to do"
              .formatted(
                  Counted.of(done.size(), "trial"),
                  Counted.of(plan.trials().size() - done.size(), "trial")));
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
