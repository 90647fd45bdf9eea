package io.valora.report;

import io.valora.goal.GoalFolder;
import io.valora.goal.GoalJson;
import io.valora.job.StageContext;
import io.valora.json.CheckedNode;
import java.util.ArrayList;
import java.util.List;

/** Goal of the business as earlier runs of the job served it, when a report was made. */
final class GoalSection {
  private GoalSection() {}

  /** Sentences; none where there is no result. */
  static List<String> sentences(StageContext context) {
    GoalFolder goal =
        new GoalFolder("%s/%s".formatted(context.folder().root(), context.folder().job()));
    return context
        .storage()
        .textOf(goal.json())
        .map(text -> sentences(CheckedNode.parse(goal.json(), text)))
        .orElse(List.of());
  }

  private static List<String> sentences(CheckedNode json) {
    json.requireFormatVersion(GoalJson.FORMAT_VERSION);
    List<String> sentences = new ArrayList<>();
    json.optional("as-of")
        .ifPresent(
            asOf ->
                sentences.add(
                    "By outcomes up to %s, of run %s:"
                        .formatted(
                            Figures.moment(json.instant("as-of")),
                            json.optional("run").map(CheckedNode::requireText).orElse("none"))));
    sentences.addAll(json.elements("sentences", CheckedNode::requireText));
    return sentences;
  }
}
