package io.valora.baselines;

import io.valora.config.ConfigSection;
import java.util.List;

/**
 * The section {@code baselines} of a regression job: which simpler ways are measured beside the
 * model.
 *
 * @param include names of baselines, in the order they are reported; may be empty
 */
public record TableBaselinesConfig(List<String> include) {
  /** Every baseline, simplest first. */
  public static final List<String> NAMES = List.of(LabelMean.NAME, LinearLeastSquares.NAME);

  public TableBaselinesConfig {
    include = List.copyOf(include);
  }

  public static TableBaselinesConfig from(ConfigSection section) {
    return new TableBaselinesConfig(section.texts("include", NAMES, NAMES));
  }

  /** The included baselines, unfitted. */
  public List<Baseline> baselines() {
    return include.stream().map(TableBaselinesConfig::baseline).toList();
  }

  private static Baseline baseline(String name) {
    return switch (name) {
      case LabelMean.NAME -> new LabelMean();
      case LinearLeastSquares.NAME -> new LinearLeastSquares();
      default -> throw new IllegalArgumentException("no baseline is called " + name);
    };
  }
}
