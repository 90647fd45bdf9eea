package io.valora.job.tuning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigSection;
import io.valora.job.tuning.SearchConfig.Points;
import io.valora.training.MonitoredMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Section {@code tuning} of a job file. Nothing that a run computes depends on it.
 *
 * @param folds of the rows of train and validation, at least 2
 * @param score metric of the rows of a fold; smaller is better
 * @param parallelTrials trainings at once, at least 1; no result depends on it
 * @param settings of the search, each checked; empty until {@link #with}
 */
public record TuningConfig(
    SearchConfig search,
    List<SpaceKey> space,
    int folds,
    MonitoredMetric score,
    Choose choose,
    int parallelTrials,
    LimitConfig limit,
    List<TuningSetting> settings) {
  /** The section of the job file. */
  public static final String TUNING = "tuning";

  private static final Set<String> TUNABLE = Set.of("features", "network", "training");
  private static final int USUAL_FOLDS = 5;
  private static final int MOST_FOLDS = 100;

  /** Rule for the setting that is chosen. */
  public enum Choose {
    /** The best mean. */
    BEST,
    /** The smallest network whose mean is within one standard error of the best. */
    WITHIN_ONE_ERROR
  }

  public TuningConfig {
    space = List.copyOf(space);
    settings = List.copyOf(settings);
  }

  /**
   * @param jobFile the whole job file
   * @param usual metric where the section names none
   */
  public static Optional<TuningConfig> from(ConfigSection jobFile, MonitoredMetric usual) {
    return jobFile.optionalSection(TUNING).map(section -> ofSection(section, usual));
  }

  private static TuningConfig ofSection(ConfigSection section, MonitoredMetric usual) {
    SearchConfig search = SearchConfig.from(section.section("search"));
    Map<String, SpaceKey> space = section.requiredValuesByKey("space", SpaceKey::from);
    TuningConfig config =
        new TuningConfig(
            search,
            List.copyOf(space.values()),
            section.integer("folds", USUAL_FOLDS, 2, MOST_FOLDS),
            section.choice("score", MonitoredMetric.class, usual),
            section.choice("choose", Choose.class, Choose.BEST),
            section.integer("parallel-trials", 1, 1, MOST_FOLDS),
            LimitConfig.from(section.section("limit")),
            List.of());
    config.noteProblems(section);
    return config;
  }

  /** The same with settings that were checked. */
  public TuningConfig with(List<TuningSetting> checked) {
    return new TuningConfig(search, space, folds, score, choose, parallelTrials, limit, checked);
  }

  private void noteProblems(ConfigSection section) {
    for (SpaceKey one : space) {
      if (!TUNABLE.contains(one.key().split("\\.")[0]) || !one.key().contains(".")) {
        section.invalid(
            "space." + one.key(),
            "given",
            "must be a key below features, network or training: the rows are those of every setting");
      }
    }
    double size =
        search.points() == Points.RANDOM
            ? search.trials()
            : space.stream().mapToDouble(one -> one.grid().size()).reduce(1, (a, b) -> a * b);
    if (size > limit.settings()) {
      section.invalid(
          "limit.settings",
          limit.settings(),
          "must be at least the %.0f settings of the search; or make the space smaller, or %s"
              .formatted(
                  size,
                  search.halving().isPresent() ? "give search.trials" : "search.kind random"));
    }
  }

  /** Values by dotted key of each point of the space that the search tries, in order. */
  public List<ObjectNode> points() {
    return search.points() == Points.RANDOM ? sobol() : grid();
  }

  private List<ObjectNode> grid() {
    List<ObjectNode> points = List.of(JsonNodeFactory.instance.objectNode());
    for (SpaceKey one : space) {
      List<ObjectNode> longer = new ArrayList<>();
      for (ObjectNode point : points) {
        one.grid().forEach(value -> longer.add(point.deepCopy().set(one.key(), value)));
      }
      points = longer;
    }
    return points;
  }

  /** Without the sequence's first point, which is that of every first value. */
  private List<ObjectNode> sobol() {
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(space.size());
    sequence.nextVector();
    List<ObjectNode> points = new ArrayList<>();
    for (int trial = 0; trial < search.trials(); trial++) {
      double[] shares = sequence.nextVector();
      ObjectNode point = JsonNodeFactory.instance.objectNode();
      IntStream.range(0, space.size())
          .forEach(key -> point.set(space.get(key).key(), space.get(key).at(shares[key])));
      points.add(point);
    }
    return points;
  }
}
