package io.valora.baselines;

import io.valora.config.ConfigSection;
import java.util.List;

/**
 * Baselines measured beside a rating model, with their hyperparameters.
 *
 * @param include names of baselines, in the order they are reported
 * @param ranking names of what lists are compared with beside the popular items, in that order
 */
public record RatingBaselinesConfig(
    List<String> include,
    List<String> ranking,
    BiasConfig bias,
    AlsConfig als,
    AlsImplicitConfig alsImplicit) {
  /** Every baseline, simplest first. */
  public static final List<String> NAMES =
      List.of(GlobalMean.NAME, ItemMean.NAME, Bias.NAME, Als.NAME);

  /** Every baseline that orders items. */
  public static final List<String> RANKING_NAMES = List.of(AlsImplicit.NAME);

  public RatingBaselinesConfig {
    include = List.copyOf(include);
    ranking = List.copyOf(ranking);
  }

  /**
   * Reads {@code baselines}: {@code include}, {@code ranking}, {@code bias}, {@code als} and {@code
   * als-implicit}.
   */
  public static RatingBaselinesConfig from(ConfigSection section) {
    List<String> include = section.texts("include", NAMES, NAMES);
    List<String> ranking = include.isEmpty() ? List.of() : RANKING_NAMES;
    return new RatingBaselinesConfig(
        include,
        section.texts("ranking", ranking, RANKING_NAMES),
        BiasConfig.from(section.section("bias")),
        AlsConfig.from(section.section("als")),
        AlsImplicitConfig.from(section.section("als-implicit")));
  }

  /**
   * The included baselines, unfitted.
   *
   * @param seed of everything random in them
   */
  public List<Baseline> baselines(long seed) {
    return include.stream().map(name -> baseline(name, seed)).toList();
  }

  /** Included baselines that take little time to fit, unfitted; nothing in them is random. */
  public List<Baseline> quick() {
    return include.stream()
        .filter(name -> !name.equals(Als.NAME))
        .map(name -> baseline(name, 0))
        .toList();
  }

  /**
   * Unfitted baselines for recommendation lists.
   *
   * @param seed of everything random in them
   */
  public List<RankingBaseline> rankingBaselines(long seed) {
    return ranking.stream().map(name -> rankingBaseline(name, seed)).toList();
  }

  private RankingBaseline rankingBaseline(String name, long seed) {
    return switch (name) {
      case AlsImplicit.NAME -> new AlsImplicit(alsImplicit, seed);
      default -> throw new IllegalArgumentException("no ranking baseline is called " + name);
    };
  }

  private Baseline baseline(String name, long seed) {
    return switch (name) {
      case GlobalMean.NAME -> new GlobalMean();
      case ItemMean.NAME -> new ItemMean();
      case Bias.NAME -> new Bias(bias);
      case Als.NAME -> new Als(new Bias(bias), als, seed, Als.Unit.SPREAD);
      default -> throw new IllegalArgumentException("no baseline is called " + name);
    };
  }
}
