package io.valora.evaluation.classification;

import io.valora.evaluation.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All numbers of one evaluation of a classifier, as they stand in {@code evaluation/metrics.json}.
 *
 * @param baselines by name, in the order they were measured
 * @param classes of all parts of the split
 */
public record ClassificationResult(
    ClassificationEvaluation model,
    Map<String, ClassificationMetrics> baselines,
    OverfittingVerdict overfitting,
    ClassCounts classes) {
  public ClassificationResult {
    baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
  }

  /** Sentences on the use of the model, the one that matters most first. */
  public List<String> advice() {
    Map<String, Double> others = new LinkedHashMap<>();
    baselines.forEach((name, metrics) -> others.put(name, metrics.confusion().accuracy()));
    List<String> advice = new ArrayList<>();
    classes.missing("train").ifPresent(one -> advice.add(one + ", so there was nothing to learn"));
    classes
        .missing("test")
        .ifPresent(one -> advice.add(one + ", so ROC AUC and average precision are undefined"));
    advice.add(
        new Verdict(
                "accuracy",
                Comparator.reverseOrder(),
                model.test().confusion().accuracy(),
                model.test().accuracy95(),
                others,
                "majority-class")
            .sentence());
    return List.copyOf(advice);
  }

  /** Of the test split. */
  public ClassBalance balance() {
    ConfusionCounts confusion = model.test().confusion();
    return new ClassBalance(confusion.negatives(), confusion.positives());
  }
}
