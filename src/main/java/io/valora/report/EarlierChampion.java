package io.valora.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.valora.base.Figure;
import io.valora.job.StageContext;
import io.valora.job.TestSummary;
import io.valora.json.CheckedNode;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import java.util.Optional;

/** The model that was its job's champion when a report was made. */
final class EarlierChampion {
  private EarlierChampion() {}

  /** One sentence on its test metric; empty where no other run is champion. */
  static Optional<String> sentence(StageContext context) {
    RunFolder folder = context.folder();
    TestSummary summary = context.config().task().testSummary();
    return new ModelAlias(context.storage(), folder)
        .read("champion")
        .filter(run -> !run.equals(folder.runId()))
        .map(
            run ->
                "The champion when this report was made is run %s%s."
                    .formatted(run, metric(context, run, summary)));
  }

  private static String metric(StageContext context, String run, TestSummary summary) {
    String file = new RunFolder(context.folder().root(), context.folder().job(), run).runJson();
    JsonNode value =
        context
            .storage()
            .textOf(file)
            .map(text -> CheckedNode.parse(file, text).value())
            .map(json -> json.at("/metrics/test/" + summary.metric()))
            .orElse(MissingNode.getInstance());
    return value.isNumber()
        ? ", whose %s on its own test rows is %s"
            .formatted(summary.metric(), Figure.of(value.asDouble()))
        : "";
  }
}
