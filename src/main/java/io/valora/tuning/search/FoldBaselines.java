package io.valora.tuning.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.job.TrainingContext;
import io.valora.json.CheckedNode;
import io.valora.split.FoldPaths;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scores of the job's baselines on each fold, fitted on the fold's own train rows; a file each. */
record FoldBaselines(Storage storage, SearchPlan plan) {
  private static final Logger LOG = LoggerFactory.getLogger(FoldBaselines.class);
  private static final int FORMAT_VERSION = 1;
  private static final String SCORES = "scores";

  /** Trials of the first setting whose folds have no file. */
  List<Trial> missing() {
    return folds().stream().filter(trial -> !storage.exists(file(trial))).toList();
  }

  /** Scores of each fold by baseline; empty until all folds are done. */
  List<Map<String, Double>> scores() {
    List<Map<String, Double>> found =
        folds().stream().flatMap(trial -> scores(trial).stream()).toList();
    return found.size() < plan.tuning().folds() ? List.of() : found;
  }

  private List<Trial> folds() {
    return plan.settings().get(0);
  }

  private Optional<Map<String, Double>> scores(Trial trial) {
    String file = file(trial);
    return storage
        .textOf(file)
        .map(
            text ->
                CheckedNode.parse(file, text)
                    .requireFormatVersion(FORMAT_VERSION)
                    .map(SCORES, CheckedNode::requireNumberOrNull));
  }

  /** Fits and measures them on a trial's fold; a baseline that can't be fitted is left out. */
  void measure(SparkSession spark, Trial trial) {
    FoldPaths fold = new TrialFolder(storage, plan.run()).fold(trial);
    TrainingContext rows =
        new TrainingContext(
            spark, storage, plan.job().ingest().schema(), plan.run(), fold.splits(), plan.run());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION);
    json.put("fold", trial.fold().number() + 1);
    ObjectNode scores = json.putObject(SCORES);
    try {
      plan.job()
          .taskConfig()
          .quickBaselines(rows.train(), rows.test(), plan.tuning().score())
          .forEach(scores::put);
    } catch (RuntimeException e) {
      LOG.warn(
          "The leaderboard is without baselines: {}",
          JobException.in(e).orElseThrow(() -> e).getMessage());
    }
    storage.write(file(trial), json.toPrettyString() + "\n");
  }

  private String file(Trial trial) {
    return plan.run().tuning("baselines/" + plan.baselinesId(trial) + ".json");
  }
}
