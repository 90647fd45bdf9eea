package io.valora.cli.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.goal.GoalResult;
import io.valora.goal.MetricChange;
import io.valora.goal.ServedRun;
import io.valora.job.JobConfig;
import io.valora.job.TestSummary;
import io.valora.json.CheckedNode;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.util.Optional;

/** Test metrics of the runs that a goal is about. */
record RunMetrics(Runs runs, JobConfig config) {
  /** The metric of the run that is served beside that of the one before; empty without both. */
  Optional<MetricChange> change(GoalResult result) {
    Optional<Double> now = result.current().flatMap(this::metric);
    Optional<Double> earlier = result.earlier().flatMap(this::metric);
    TestSummary summary = config.task().testSummary();
    return now.isEmpty() || earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MetricChange(
                summary.metric(),
                result.earlier().orElseThrow().run(),
                earlier.get(),
                now.get(),
                summary.bestFirst().compare(now.get(), earlier.get()) < 0));
  }

  private Optional<Double> metric(ServedRun run) {
    String file = new RunFolder(runs.root(), config.job(), run.run()).runJson();
    return runs.storage()
        .textOf(file)
        .map(text -> CheckedNode.parse(file, text).value())
        .map(json -> json.at("/metrics/test/" + config.task().testSummary().metric()))
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue);
  }
}
