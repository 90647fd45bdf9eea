package io.valora.tuning.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Sha256;
import io.valora.config.DottedKeys;
import io.valora.job.JobConfig;
import io.valora.job.tuning.Rung;
import io.valora.job.tuning.TuningConfig;
import io.valora.job.tuning.TuningSetting;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.SplitFingerprint;
import io.valora.pipeline.RunPlan;
import io.valora.split.Fold;
import io.valora.storage.RunFolder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trials of a search, in order: the folds of each setting.
 *
 * @param run whose train and validation splits are divided into folds
 * @param seenRows rows of both
 */
public record SearchPlan(
    RunFolder run, JobConfig job, TuningConfig tuning, long seenRows, List<Trial> trials) {
  /** Sections that no training depends on. */
  private static final List<String> AFTERWARDS = List.of("baselines", "evaluation", "recommend");

  private static final int SHOWN_DIGITS = 16;

  public SearchPlan {
    trials = List.copyOf(trials);
  }

  /**
   * The search of a job file.
   *
   * @throws JobException when the job has none
   */
  public static TuningConfig requireTuning(JobConfig job) {
    return job.tuning()
        .filter(tuning -> !tuning.settings().isEmpty())
        .orElseThrow(
            () ->
                new JobException(
                    Outcome.INVALID_REQUEST,
                    "Missing tuning (must be a section of the job file, such as tuning: {space: {network.factors: [8, 16]}})"));
  }

  /**
   * @param plan of a run whose split stage is done
   */
  public static Optional<SearchPlan> of(RunPlan plan) {
    TuningConfig tuning = requireTuning(plan.config());
    return plan.record().rows().split().map(split -> of(plan, tuning, split));
  }

  private static SearchPlan of(RunPlan plan, TuningConfig tuning, SplitFingerprint split) {
    long seen = split.train().rows() + split.validation().rows();
    double stopping = (double) split.validation().rows() / seen;
    String rows =
        "%s %s %s %s"
            .formatted(
                CodeVersion.ofThisBuild(),
                split.train(),
                split.validation(),
                plan.config().split());
    List<Trial> trials = new ArrayList<>();
    for (TuningSetting setting : tuning.settings()) {
      String id = settingId(setting);
      for (int number = 0; number < tuning.folds(); number++) {
        Fold fold = new Fold(number, tuning.folds(), stopping);
        String foldId = hash(rows + fold);
        trials.add(
            new Trial(
                hash(id + foldId + tuning.score()), trials.size() + 1, id, setting, fold, foldId));
      }
    }
    return new SearchPlan(plan.folder(), plan.config(), tuning, seen, trials);
  }

  /** Hash of the keys that the training depends on, with the values in force. */
  private static String settingId(TuningSetting setting) {
    ObjectNode trained = JobConfig.computed(setting.resolved()).without(AFTERWARDS);
    return hash(new TreeMap<>(DottedKeys.of(trained)).toString());
  }

  /** Steps of the search, in order. */
  public List<Rung> rungs() {
    List<TuningSetting> settings = tuning.settings();
    return tuning
        .search()
        .rungs(
            settings.size(), settings.stream().mapToInt(TuningSetting::epochs).max().orElseThrow());
  }

  /** Trials of each setting. */
  List<List<Trial>> settings() {
    int folds = tuning.folds();
    return IntStream.range(0, trials.size() / folds)
        .mapToObj(setting -> trials.subList(setting * folds, (setting + 1) * folds))
        .toList();
  }

  /** Hash of all that the baselines of a trial's fold depend on. */
  String baselinesId(Trial trial) {
    ObjectNode fitted =
        JobConfig.computed(job.resolved()).without(List.of("network", "training", "evaluation"));
    return hash(trial.foldId() + tuning.score() + new TreeMap<>(DottedKeys.of(fitted)));
  }

  /** Epochs of all trials, at most. */
  public long mostEpochs() {
    long whole = trials.stream().mapToLong(trial -> trial.setting().epochs()).sum();
    long planned = 0;
    int before = 0;
    for (Rung rung : rungs()) {
      planned += (long) rung.settings() * (rung.epochs() - before) * tuning.folds();
      before = rung.epochs();
    }
    return Math.min(whole, planned);
  }

  private static String hash(String text) {
    MessageDigest digest = Sha256.digest();
    digest.update(text.getBytes(UTF_8));
    return Sha256.hex(digest).substring(0, SHOWN_DIGITS);
  }
}
