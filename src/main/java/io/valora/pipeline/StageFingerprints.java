package io.valora.pipeline;

import io.valora.base.Sha256;
import io.valora.config.DottedKeys;
import io.valora.gates.GatesConfig;
import io.valora.ingest.sample.Sample;
import io.valora.job.JobConfig;
import io.valora.job.Sources;
import io.valora.job.Stage;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.RunOrigin;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fingerprints of the stages: a hash of everything that determines a stage's result, which is the
 * code, the stage's section of the job file, the files it reads, and the stage before. Two attempts
 * may share a stage's result when their fingerprints of it are equal.
 */
final class StageFingerprints {
  /** The first stage that a key matters to, longest first; a key that isn't here matters to all. */
  private static final Map<String, Stage> FIRST_STAGE = firstStages();

  private StageFingerprints() {}

  /** 64 hexadecimal digits for each stage of the job's task. */
  static Map<Stage, String> of(Storage storage, JobConfig config) {
    return of(storage, config, RunOrigin.EMPTY);
  }

  /**
   * The same, where a file counts as unchanged that a run read and that has the same bytes still.
   *
   * @param origin has the files that a run read, and what its training begins with
   */
  static Map<Stage, String> of(Storage storage, JobConfig config, RunOrigin origin) {
    Map<Stage, String> files = new EnumMap<>(Stage.class);
    InputTimes times = new InputTimes(storage, origin.inputs());
    files.put(Stage.INGEST, inputs(storage, config, times));
    String start =
        origin
            .warmStart()
            .map(from -> "warm-start %s %s\n".formatted(from.run(), from.parameterHash()))
            .orElse("");
    files.put(Stage.TRAIN, lines(storage, config.taskConfig().trainingFiles(), times) + start);
    return of(config, CodeVersion.ofThisBuild(), files);
  }

  /**
   * @param files the files that a stage reads, as lines
   */
  static Map<Stage, String> of(JobConfig config, CodeVersion code, Map<Stage, String> files) {
    Map<Stage, StringBuilder> facts = new EnumMap<>(Stage.class);
    for (Stage stage : config.task().stages()) {
      facts.put(stage, new StringBuilder(stage.label()).append('\n'));
    }
    facts.get(Stage.INGEST).append(code).append('\n');
    files.forEach((stage, lines) -> facts.get(stage).append(lines));
    new TreeMap<>(DottedKeys.of(config.computed()))
        .forEach((key, value) -> facts.get(firstStage(key)).append(key + "=" + value + "\n"));
    Map<Stage, String> fingerprints = new EnumMap<>(Stage.class);
    String before = "";
    for (Stage stage : config.task().stages()) {
      before = Sha256.of(before + "\n" + facts.get(stage));
      fingerprints.put(stage, before);
    }
    return fingerprints;
  }

  static Stage firstStage(String key) {
    for (String part = key; !part.isEmpty(); part = withoutLast(part)) {
      if (FIRST_STAGE.containsKey(part)) {
        return FIRST_STAGE.get(part);
      }
    }
    return Stage.INGEST;
  }

  private static String withoutLast(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('.')));
  }

  private static Map<String, Stage> firstStages() {
    return Map.ofEntries(
        Map.entry("seed", Stage.SPLIT),
        Map.entry("split", Stage.SPLIT),
        Map.entry("features", Stage.TRAIN),
        Map.entry("network", Stage.TRAIN),
        Map.entry("training", Stage.TRAIN),
        Map.entry("self-training", Stage.TRAIN),
        Map.entry("recommend.objective", Stage.TRAIN),
        Map.entry("recommend.ranking", Stage.TRAIN),
        Map.entry("baselines", Stage.EVALUATE),
        Map.entry("evaluation", Stage.EVALUATE),
        Map.entry(GatesConfig.GATES, Stage.EVALUATE),
        Map.entry("recommend", Stage.RECOMMEND));
  }

  /** Every file with its length and the time it was written; a sample is the code's. */
  private static String inputs(Storage storage, JobConfig config, InputTimes times) {
    return Sources.all(config).stream()
        .map(sources -> lines(storage, sources, times))
        .collect(Collectors.joining());
  }

  private static String lines(Storage storage, List<String> sources, InputTimes times) {
    StringBuilder lines = new StringBuilder();
    for (String source : sources) {
      lines.append(source).append('\n');
      if (!source.startsWith(Sample.SCHEME)) {
        storage.find(source).forEach(file -> lines.append(line(file, times)));
      }
    }
    return lines.toString();
  }

  private static String line(StoredFile file, InputTimes times) {
    return "%s %d %s\n".formatted(file.uri(), file.bytes(), times.of(file));
  }
}
