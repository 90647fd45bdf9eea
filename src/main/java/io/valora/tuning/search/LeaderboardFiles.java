package io.valora.tuning.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.config.JobText;
import io.valora.job.tuning.Rung;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tuning.search.Leaderboard.Entry;
import io.valora.tuning.search.Leaderboard.Reference;
import java.time.Instant;

/**
 * Files of a finished search. Nothing in the leaderboard depends on when, in which order or how
 * often interrupted its trials ran.
 */
public final class LeaderboardFiles {
  /** The leaderboard in the folder {@code tuning}. */
  public static final String LEADERBOARD = "leaderboard.json";

  /** Keys of the chosen setting, as a part of a job file. */
  public static final String BEST = "best.yaml";

  /** The leaderboard as a page. */
  public static final String PAGE = "tuning.html";

  private static final int FORMAT_VERSION = 1;

  private LeaderboardFiles() {}

  static void write(Storage storage, RunFolder run, Leaderboard leaderboard) {
    storage.write(run.tuning(LEADERBOARD), json(leaderboard));
    storage.write(run.tuning(PAGE), TuningPage.render(leaderboard, run.runId(), Instant.now()));
    leaderboard
        .chosen()
        .ifPresentOrElse(
            chosen -> storage.write(run.tuning(BEST), yaml(chosen)),
            () -> storage.delete(run.tuning(BEST)));
  }

  /** Indented JSON with the keys always in the same order, ending with a line feed. */
  public static String json(Leaderboard leaderboard) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("job", leaderboard.job());
    root.put("score", EnumNames.nameOf(leaderboard.tuning().score()));
    root.put("folds", leaderboard.tuning().folds());
    if (leaderboard.rungs().size() > 1) {
      for (Rung rung : leaderboard.rungs()) {
        ObjectNode one = root.withArray("rungs").addObject();
        one.put("settings", rung.settings());
        one.put("epochs", rung.epochs());
      }
    }
    root.put("trials", leaderboard.trials());
    root.put("done", leaderboard.done());
    root.put("choose", EnumNames.nameOf(leaderboard.tuning().choose()));
    root.put("chosen", leaderboard.chosen().map(Entry::id).orElse(null));
    ArrayNode settings = root.putArray("settings");
    for (Entry entry : leaderboard.entries()) {
      ObjectNode one = settings.addObject();
      one.put("setting", entry.id());
      one.set("keys", entry.setting().changes());
      if (leaderboard.rungs().size() > 1) {
        one.put("rung", entry.rung() + 1);
      }
      write(one, settings.size(), entry);
    }
    for (Reference baseline : leaderboard.baselines()) {
      ObjectNode one = root.withArray("baselines").addObject();
      one.put("baseline", baseline.name());
      write(one.putObject("score"), baseline.score());
      if (Double.isFinite(baseline.difference().mean())) {
        write(one.putObject("difference-to-best"), baseline.difference());
      }
      baseline.scores().forEach(one.putArray("folds")::add);
    }
    return root.toPrettyString().replace("\r", "") + "\n";
  }

  private static void write(ObjectNode out, int rank, Entry entry) {
    if (entry.reason().isPresent()) {
      out.put("reason", entry.reason().get());
      return;
    }
    out.put("rank", rank);
    write(out.putObject("score"), entry.score());
    write(out.putObject("difference-to-best"), entry.difference());
    write(out.putObject("train-score"), entry.train());
    out.put("parameters", entry.parameters());
    for (TrialResult fold : entry.folds()) {
      ObjectNode one = out.withArray("folds").addObject();
      one.put("score", fold.score());
      one.put("train-score", fold.trainScore());
      one.put("epochs", fold.epochs());
      one.put("best-epoch", fold.bestEpoch());
      one.put("parameter-hash", fold.parameterHash());
    }
  }

  private static void write(ObjectNode out, FoldMean mean) {
    out.put("mean", mean.mean());
    out.put("error", mean.error());
  }

  static String yaml(Entry chosen) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    chosen
        .setting()
        .changes()
        .fields()
        .forEachRemaining(one -> JobText.set(tree, one.getKey(), one.getValue()));
    return JobText.write(tree);
  }
}
