package io.valora.baselines;

import io.valora.config.ConfigSection;
import java.util.List;

/**
 * Which baselines are measured beside the model, and how they are fitted.
 *
 * @param include names of baselines, in the order they are reported
 */
public record BaselinesConfig(List<String> include, BiasConfig bias, AlsConfig als) {
  /** Every baseline, simplest first. */
  public static final List<String> NAMES =
      List.of(GlobalMean.NAME, ItemMean.NAME, Bias.NAME, Als.NAME);

  public BaselinesConfig {
    include = List.copyOf(include);
  }

  /** Reads {@code baselines}: {@code include}, {@code bias} and {@code als}. */
  public static BaselinesConfig from(ConfigSection section) {
    return new BaselinesConfig(
        included(section, NAMES),
        BiasConfig.from(section.section("bias")),
        AlsConfig.from(section.section("als")));
  }

  /** Reads {@code include}: each of the names at most once; all of them by default. */
  static List<String> included(ConfigSection section, List<String> names) {
    List<String> include = section.texts("include", names);
    if (!names.containsAll(include) || include.stream().distinct().count() < include.size()) {
      section.invalid(
          "include",
          include,
          "must be a list of %s, each once".formatted(String.join(", ", names)));
      return names;
    }
    return include;
  }

  /**
   * The included baselines, unfitted.
   *
   * @param seed of everything random in them
   */
  public List<Baseline> baselines(long seed) {
    return include.stream().map(name -> baseline(name, seed)).toList();
  }

  private Baseline baseline(String name, long seed) {
    return switch (name) {
      case GlobalMean.NAME -> new GlobalMean();
      case ItemMean.NAME -> new ItemMean();
      case Bias.NAME -> new Bias(bias);
      case Als.NAME -> new Als(new Bias(bias), als, seed);
      default -> throw new IllegalArgumentException("no baseline is called " + name);
    };
  }
}
