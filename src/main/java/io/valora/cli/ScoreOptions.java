package io.valora.cli;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.scoring.ScoreFormat;
import io.valora.scoring.ScoreRequest;
import io.valora.scoring.ScoreTarget;
import io.valora.scoring.ScoreTarget.Existing;
import io.valora.scoring.TargetTable;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.rating.RatingConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of a scoring: model, files and destination. */
final class ScoreOptions {
  private static final String CHAMPION = "champion";

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = CHAMPION,
      description =
          "The published run whose model answers: its name or a beginning of it, the path of its"
              + " folder, champion, champion@2026-01-31, challenger, previous or latest (default:"
              + " champion).")
  private String run;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "The job of the run, where several jobs have it.")
  private String job;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "A file, folder or glob to score; repeatable.")
  private List<String> inputs = List.of();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description =
          "The folder of the scores: a new one, or one with scores of the same request. Or, with"
              + " --format jdbc and --table, the address of a database: jdbc:…")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv, parquet, json-lines or jdbc (default: csv).")
  private String format;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "With --format jdbc: the table whose rows are replaced, in one transaction; it is made"
              + " when it isn't there.")
  private String table;

  @Option(
      names = "--ledger",
      paramLabel = "FOLDER",
      description =
          "With --format jdbc: the folder of quarantine and ledger (default: scores/TABLE below the"
              + " job's folder).")
  private String ledger;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Of ratings: the N best items of each user, in place of a prediction a pair.")
  private String top;

  @Option(
      names = "--keep",
      paramLabel = "COLUMN",
      description =
          "A column that the job doesn't declare, by its name in the files (by its position where"
              + " they have no header), to stand beside the answers; repeatable.")
  private List<String> kept = List.of();

  @Option(
      names = "--replace",
      description = "Puts these scores in the place of other ones that --output holds.")
  private boolean replaces;

  String run() {
    return run;
  }

  Optional<String> job() {
    return Optional.ofNullable(job);
  }

  /**
   * @param model of the run that answers
   * @throws JobException when an option isn't what it must be
   */
  ScoreRequest request(Storage storage, RunFolder model, JobConfig config) {
    return new ScoreRequest(model, config, inputs, kept, lists(config), target(storage, model));
  }

  private ScoreTarget target(Storage storage, RunFolder model) {
    Existing existing = replaces ? Existing.REPLACED : Existing.KEPT;
    ScoreFormat chosen = scoreFormat();
    boolean address = output.startsWith("jdbc:");
    if (chosen.isFile() == address) {
      throw JobException.invalid(
          "--output",
          address ? "jdbc:…" : output,
          "must be %s with --format %s".formatted(address ? "a folder" : "jdbc:…", format));
    }
    if (chosen.isFile()) {
      return new ScoreTarget(storage.absolute(output), chosen, existing, Optional.empty());
    }
    if (table == null) {
      throw new JobException(
          Outcome.INVALID_REQUEST, "Missing --table (must name the table of --output)");
    }
    TargetTable into = new TargetTable(output, table);
    String folder =
        Optional.ofNullable(ledger)
            .orElseGet(() -> "%s/%s/scores/%s".formatted(model.root(), model.job(), table));
    return new ScoreTarget(storage.absolute(folder), chosen, existing, Optional.of(into));
  }

  private ScoreFormat scoreFormat() {
    return Arrays.stream(ScoreFormat.values())
        .filter(one -> EnumNames.nameOf(one).equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                JobException.invalid(
                    "--format",
                    format,
                    "must be one of "
                        + Arrays.stream(ScoreFormat.values())
                            .map(EnumNames::nameOf)
                            .collect(Collectors.joining(", "))));
  }

  private Optional<RecommendConfig> lists(JobConfig config) {
    OptionalInt most = most();
    if (most.isEmpty()) {
      return Optional.empty();
    }
    RatedItems rated =
        config.taskConfig() instanceof RatingConfig rating
            ? rating.recommend().rated()
            : RatedItems.KEPT;
    return Optional.of(new RecommendConfig(most.getAsInt(), rated));
  }

  private OptionalInt most() {
    if (top == null) {
      return OptionalInt.empty();
    }
    if (!top.matches("[1-9][0-9]{0,8}")) {
      throw JobException.invalid("--top", top, "must be a whole number of at least 1");
    }
    return OptionalInt.of(Integer.parseInt(top));
  }
}
