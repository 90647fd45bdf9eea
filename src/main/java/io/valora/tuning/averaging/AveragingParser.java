package io.valora.tuning.averaging;

import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.List;

/**
 * Reads the JSON that {@link AveragingWriter} writes; keys it doesn't know are passed over, and
 * what follows from other numbers is computed again.
 */
public final class AveragingParser {
  private AveragingParser() {}

  /**
   * @param file what messages call the text
   * @throws io.valora.base.JobException when the text isn't JSON, has another format version, or
   *     lacks a number
   */
  public static AveragingComparison parse(String file, String text) {
    CheckedNode root =
        CheckedNode.parse(file, text).requireFormatVersion(AveragingWriter.FORMAT_VERSION);
    List<TrialResult> results = root.list("settings", AveragingParser::result);
    root.require(
        "settings",
        results.stream().filter(one -> one.point().isReference()).count() == 1,
        "a list with exactly one grid point of one shard");
    return new AveragingComparison(
        root.text("job"),
        root.text("run-id"),
        root.instant("created"),
        conditions(root),
        root.number("tolerance"),
        results);
  }

  private static TrialConditions conditions(CheckedNode root) {
    return new TrialConditions(
        root.text("engine"),
        root.text("metric"),
        root.positive("batch-size"),
        root.positive("planned-epochs"),
        root.count("train-rows"),
        root.count("validation-rows"),
        root.positive("slots"),
        point(root.object("job-setting")));
  }

  private static TrialResult result(CheckedNode node) {
    return new TrialResult(
        point(node),
        node.positive("epochs"),
        Math.toIntExact(node.count("best-epoch")),
        node.number("validation-metric"),
        node.count("rows"),
        node.number("seconds"));
  }

  private static GridPoint point(CheckedNode node) {
    return new GridPoint(
        node.positive("shards"),
        node.positive("averaging-frequency"),
        node.choice("averaging-unit", Unit.values(), EnumNames::nameOf));
  }
}
