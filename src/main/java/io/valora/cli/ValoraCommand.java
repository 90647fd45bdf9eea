package io.valora.cli;

import io.valora.cli.export.ExportCommand;
import io.valora.cli.monitoring.MonitorCommand;
import io.valora.cli.outcomes.FeedbackJoinCommand;
import io.valora.cli.outcomes.GoalCommand;
import io.valora.cli.outcomes.GroupCommand;
import io.valora.cli.outcomes.LabelCommand;
import io.valora.cli.outcomes.WatchCommand;
import io.valora.cli.serving.ServeCommand;
import io.valora.job.Stage;
import io.valora.job.Task;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself: it only leads to its sub-commands. */
@Command(
    name = "valora",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "From ratings, reviews or numbers to a trained, evaluated, published model.",
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  done, or already published",
      "  1  anything that no other status names",
      "  2  the job file or the arguments are wrong; nothing was started",
      "  3  the data was rejected (too many bad rows, ledger mismatch, no rows)",
      "  4  the model was trained, but it didn't pass its gates, or predicts no usable numbers",
      "  5  another attempt is running",
      "  6  the memory can't hold the training",
      "  7  monitoring raised an alarm",
      "  8  watch waits for labels, time or a monitoring",
      "  9  watch trained the job again, and the new run is champion",
      "  130, 143  interrupted (SIGINT, SIGTERM); the same command goes on with the run",
      "",
      "Example: valora run jobs/ratings.yaml"
    })
final class ValoraCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The program with all of its sub-commands, ready to parse arguments. */
  public static CommandLine program(Console console, List<Task> tasks) {
    CommandLine program = new CommandLine(new ValoraCommand());
    add(
        program,
        "init",
        "Look at a file and write a commented job file for it",
        new InitCommand(console, tasks));
    add(program, "run", "Run all stages of a job", new StageCommand(console, tasks, allStages()));
    for (Stage stage : Stage.values()) {
      if (stage != Stage.RECOMMEND) {
        add(
            program,
            stage.label(),
            stage.description(),
            new StageCommand(console, tasks, List.of(stage)));
      }
    }
    add(
        program,
        Stage.RECOMMEND.label(),
        Stage.RECOMMEND.description() + "; with --user, print one user's list",
        new RecommendCommand(console, tasks));
    add(
        program,
        "averaging",
        "Compare numbers of shards and averaging periods, and advise one",
        new AveragingCommand(console, tasks));
    add(
        program,
        "tune",
        "Try the settings of a job's tuning section by cross-validation, and choose one",
        new TuneCommand(console, tasks));
    add(
        program,
        "leaderboard",
        "Print the leaderboard of what tune has done so far",
        new LeaderboardCommand(console, tasks));
    add(
        program,
        "predict",
        "Say what a run's model predicts for one row: numbers, or a text",
        new PredictCommand(console, tasks));
    add(
        program,
        "score",
        "Score the rows of files with a run's model",
        new ScoreCommand(console, tasks));
    OutcomeOptions monitored = new OutcomeOptions(tasks);
    addMixin(
        add(
            program,
            "monitor",
            "Compare later rows with training, and watch the quality of a model's answers",
            new MonitorCommand(console.out(), monitored)),
        monitored);
    add(
        program,
        "serve",
        "Serve a job's model over HTTP",
        new ServeCommand(console.out(), console.err(), ThisProcess.place()));
    PlaceOptions place = new PlaceOptions();
    addMixin(
        add(
            program,
            "export",
            "Write a run's model for another runtime, such as ONNX, verified on its test rows",
            new ExportCommand(console.out(), console.err(), place::runs)),
        place);
    add(program, "runs", "List, show, compare and remove runs", new RunsCommand(console, tasks));
    add(
        program,
        "models",
        "Promote a run by hand, roll back, and show who did so",
        new ModelsCommand(console));
    add(
        program,
        "validate",
        "Check a published run's model in a fresh JVM without Spark, before it is used",
        new ValidateCommand(console));
    add(
        program,
        "doctor",
        "Say whether machine, cluster and job are fit for a run, and how to mend what isn't",
        new DoctorCommand(console, tasks));
    CommandLine mlflow =
        add(program, "mlflow", "Mirror runs on an MLflow server", new GroupCommand());
    add(mlflow, "push", "Push a run that has ended", new MlflowPushCommand(console));
    addOutcomes(program, console, tasks);
    add(program, "sample", "Write a sample table", new SampleCommand(console));
    add(
        program,
        "completion",
        "Print a script that completes commands and options in bash and zsh",
        new CompletionCommand(console));
    return program;
  }

  private static void addOutcomes(CommandLine program, Console console, List<Task> tasks) {
    CommandLine feedback =
        add(program, "feedback", "Bring labels to their predictions", new GroupCommand());
    OutcomeOptions join = new OutcomeOptions(tasks);
    addMixin(
        add(
            feedback,
            "join",
            "Join labels to the predictions that a service logged, with every line accounted for",
            new FeedbackJoinCommand(console.out(), join)),
        join);
    OutcomeOptions label = new OutcomeOptions(tasks);
    addMixin(
        add(
            program,
            "label",
            "Pick rows that people label, and write a page to label them with",
            new LabelCommand(console.out(), label)),
        label);
    OutcomeOptions goal = new OutcomeOptions(tasks);
    addMixin(
        add(
            program,
            "goal",
            "Say what a job's model did for the goal of the business",
            new GoalCommand(console.out(), goal, tasks)),
        goal);
    OutcomeOptions watch = new OutcomeOptions(tasks);
    addMixin(
        add(
            program,
            "watch",
            "Decide whether a job is trained again, and see to it",
            new WatchCommand(
                console.out(), watch, tasks, new CommandLineProgram(console, tasks)::run)),
        watch);
  }

  private static void addMixin(CommandLine command, Object options) {
    command.getCommandSpec().addMixin("options", CommandSpec.forAnnotatedObject(options));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  private static List<Stage> allStages() {
    return Arrays.asList(Stage.values());
  }

  private static CommandLine add(
      CommandLine program, String name, String description, Object command) {
    CommandLine added = new CommandLine(command);
    added
        .getCommandSpec()
        .mixinStandardHelpOptions(true)
        .versionProvider(new Version())
        .usageMessage()
        .description(description + ".");
    program.addSubcommand(name, added);
    return added;
  }
}
