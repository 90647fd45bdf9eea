package io.valora.tuning.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import java.util.Optional;

/** Text of a trial's {@code result.json}. */
final class TrialFile {
  private static final int FORMAT_VERSION = 1;

  private TrialFile() {}

  static String write(Trial trial, TrialResult result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("trial", trial.id());
    root.put("fold", trial.fold().number() + 1);
    root.set("setting", trial.setting().changes());
    if (result.failure().isPresent()) {
      root.put("failure", result.failure().get());
    } else {
      root.put("epochs", result.epochs());
      root.put("best-epoch", result.bestEpoch());
      root.put("score", result.score());
      root.put("train-score", result.trainScore());
      root.put("parameters", result.parameters());
      root.put("parameter-hash", result.parameterHash());
      root.put("seconds", result.seconds());
    }
    return root.toPrettyString().replace("\r", "") + "\n";
  }

  static TrialResult read(String file, String text) {
    CheckedNode root = CheckedNode.parse(file, text).requireFormatVersion(FORMAT_VERSION);
    Optional<CheckedNode> failure = root.optional("failure");
    return failure
        .map(reason -> TrialResult.failed(reason.requireText()))
        .orElseGet(
            () ->
                new TrialResult(
                    (int) root.count("epochs"),
                    (int) root.count("best-epoch"),
                    root.number("score"),
                    root.number("train-score"),
                    root.positive("parameters"),
                    root.text("parameter-hash"),
                    root.number("seconds"),
                    Optional.empty()));
  }
}
