package io.valora.job;

import io.valora.base.JobException;
import io.valora.gates.ChangeRule;
import io.valora.gates.GateResult;
import io.valora.prediction.PairedModels;
import io.valora.prediction.PairedModels.Answered;
import io.valora.prediction.PairedModels.Comparison;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Comparison of a run's model with the champion's, which answers the same test rows.
 *
 * @param predicted the test rows, for the names of their columns
 */
record ChampionChange(StageContext context, ChangeRule rule, PredictedRows predicted) {
  /** The champion that a run is to replace. */
  static Optional<RunFolder> of(StageContext context) {
    RunFolder folder = context.folder();
    return new ModelAlias(context.storage(), folder)
        .read("champion")
        .filter(run -> !run.equals(folder.runId()))
        .map(run -> new RunFolder(folder.root(), folder.job(), run));
  }

  GateResult judge() {
    Optional<RunFolder> champion = of(context);
    if (champion.isEmpty()) {
      return rule.notJudged("not applicable: the job has no other champion");
    }
    try {
      return judge(champion.get());
    } catch (JobException unreadable) {
      return rule.notJudged(unreadable.getMessage());
    }
  }

  private GateResult judge(RunFolder champion) {
    PairedModels models = PairedModels.of(context.spark(), context.folder(), champion);
    Dataset<Row> all = context.split("test");
    Optional<Dataset<Row>> among =
        rule.ofNewest() ? new NewestRows(context, predicted).of(all) : Optional.of(all);
    if (among.isEmpty()) {
      return rule.notJudged(NewestRows.UNKNOWN);
    }
    Dataset<Row> test = among.get();
    List<String> missing = models.missing(test);
    if (!missing.isEmpty()) {
      return rule.notJudged(
          "the test rows lack inputs of champion %s: %s"
              .formatted(champion.runId(), String.join(", ", missing)));
    }
    Answered answered =
        new Answered(
            test, predicted.truth(), predicted.keys(), context.config().gates().examples());
    Comparison found =
        context.config().taskConfig().hasClasses()
            ? models.accuracy(answered)
            : models.rmse(answered);
    return rule.judge(champion.runId(), found.metric()).with(found.rows());
  }
}
