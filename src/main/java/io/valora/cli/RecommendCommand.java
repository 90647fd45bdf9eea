package io.valora.cli;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.USER;

import io.valora.base.Outcome;
import io.valora.cli.predict.ModelChoice;
import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.models.ItemStars;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.prediction.RecommendConfig;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.rating.EarlierRatingModel;
import io.valora.tasks.rating.RatingConfig;
import io.valora.tasks.rating.UserRecommendations;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The last stage; or, with {@code --user}, one user's list beside what that user rated. */
@Command
final class RecommendCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Mixin private RunOptions options;

  @Option(
      names = "--user",
      paramLabel = "ID",
      description =
          "Print this user's list of the published run that --run-id names (default: the champion"
              + " of the job, or the only one that makes lists).")
  private String user;

  RecommendCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    if (user == null) {
      return new StageCommand(console, tasks, List.of(Stage.RECOMMEND)).run(options);
    }
    Storage storage = ThisProcess.storage();
    RunPlan plan = RunPlan.ofPublished(storage, request(storage));
    plan.requireTaskHas(Stage.RECOMMEND);
    ModelFolder folder = new ModelFolder(storage, plan.folder());
    RecommendConfig config = plan.config().taskConfig(RatingConfig.class).recommend();
    if (folder.isPlain()) {
      print(UserRecommendations.of(folder.pairModel(), config, user));
    } else {
      try (SparkSession spark = Sessions.open("valora recommend", options.sparkProperties())) {
        PairModel model = EarlierRatingModel.read(spark, storage, plan.folder(), plan.config());
        print(UserRecommendations.of(model, config, user));
      }
    }
    return Outcome.DONE.code();
  }

  /** Of the champion where no run is named: none is made up. */
  private RunRequest request(Storage storage) {
    RunRequest request = options.request(tasks, options.environment(storage));
    if (request.runId().isPresent()) {
      return request;
    }
    Optional<String> job =
        request
            .jobFile()
            .map(file -> JobConfig.read(tasks, storage, file, request.overrides()).job())
            .or(request::job);
    Runs runs = new Runs(storage, storage.absolute(request.root()));
    try (PublishedModels models = new PublishedModels(runs, tasks)) {
      RunFolder champion =
          new ModelChoice(runs, job, models::signature).champion(Set.of(USER, ITEM));
      return RunRequest.ofRun(tasks, champion.root(), champion.runId()).ofRun(champion);
    }
  }

  private void print(UserRecommendations found) {
    PrintStream out = console.out();
    String whose =
        found.known()
            ? "Recommended to " + user
            : "User %s is unknown; popular with everyone, most rated first".formatted(user);
    out.println("%-50s   %s".formatted(whose + ":", "Rated by " + user + ":"));
    int lines = Math.max(found.recommended().size(), found.rated().size());
    for (int i = 0; i < lines; i++) {
      out.println(
          "%-50s   %s"
              .formatted(text(found.recommended(), i), text(found.rated(), i))
              .stripTrailing());
    }
  }

  private static String text(List<ItemStars> lines, int at) {
    return at < lines.size()
        ? "%5.2f  %s".formatted(lines.get(at).stars(), lines.get(at).item())
        : "";
  }
}
