package io.valora.baselines;

import io.valora.config.ConfigSection;
import java.util.List;

/**
 * Baselines measured beside a text classifier, with their hyperparameters.
 *
 * @param include names of baselines, in the order they are reported; may be empty
 */
public record TextBaselinesConfig(
    List<String> include, NaiveBayesConfig naiveBayes, LogisticRegressionConfig logistic) {
  /** Every baseline, simplest first. */
  public static final List<String> NAMES =
      List.of(MajorityClass.NAME, TermNaiveBayes.NAME, TermLogisticRegression.NAME);

  public TextBaselinesConfig {
    include = List.copyOf(include);
  }

  /** Reads {@code baselines}: {@code include}, {@code naive-bayes}, {@code logistic-regression}. */
  public static TextBaselinesConfig from(ConfigSection section) {
    return new TextBaselinesConfig(
        section.texts("include", NAMES, NAMES),
        NaiveBayesConfig.from(section.section(TermNaiveBayes.NAME)),
        LogisticRegressionConfig.from(section.section(TermLogisticRegression.NAME)));
  }

  /** The included baselines, unfitted. */
  public List<TextBaseline> baselines() {
    return include.stream().map(this::baseline).toList();
  }

  /** Included baselines that take little time to fit, unfitted. */
  public List<TextBaseline> quick() {
    return include.stream()
        .filter(name -> !name.equals(TermLogisticRegression.NAME))
        .map(this::baseline)
        .toList();
  }

  private TextBaseline baseline(String name) {
    return switch (name) {
      case MajorityClass.NAME -> new MajorityClass();
      case TermNaiveBayes.NAME -> new TermNaiveBayes(naiveBayes);
      case TermLogisticRegression.NAME -> new TermLogisticRegression(logistic);
      default -> throw new IllegalArgumentException("no baseline is called " + name);
    };
  }
}
