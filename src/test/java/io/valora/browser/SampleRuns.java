package io.valora.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.FactorsJob;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of the samples and of each kind of network that they don't have, and pages of them. */
record SampleRuns(Path folder) {
  /** Jobs of the repository, each with an embedded sample. */
  static final List<String> SAMPLES = List.of("ratings", "reviews", "marketing");

  /** Jobs with the networks and columns that those don't have. */
  static final List<String> OTHERS = List.of("tutorial", "factors", "average", "columns");

  private static final String COLUMNS = "features:\n  columns:";

  /** Trains a model of each, some epochs. */
  void train() throws IOException {
    keepQueriesSmall();
    for (String job : SAMPLES) {
      run(Path.of("jobs", job + ".yaml"));
    }
    String tutorial = text("ratings-tutorial").replaceFirst("(?m)^job: .*$", "job: tutorial");
    run(write("tutorial", tutorial), "training.epochs=1");
    Path files = Files.createDirectories(folder.resolve("files"));
    run(write("factors", FactorsJob.in(files) + contexts()));
    String average =
        text("reviews")
            .replaceFirst("(?m)^job: .*$", "job: average")
            .replaceFirst("(?s)features:.*?network:", average() + "\nnetwork:")
            .replaceFirst("kind: bag-of-terms", "kind: embedding-average");
    run(write("average", average), "training.epochs=1");
    String columns =
        text("marketing")
            .replaceFirst("(?m)^job: .*$", "job: columns")
            .replaceFirst("pattern: yyyy-MM-dd", "pattern: yyyy-MM-dd, zone: Europe/Madrid")
            .replaceFirst(COLUMNS, COLUMNS + "\n" + columns())
            .replaceFirst("hidden: \\[\\]", "hidden: [8, 4]\n  activation: tanh");
    run(write("columns", columns), "training.epochs=2");
  }

  /** As the unit tests have it: queries are small, and each is new. */
  static void keepQueriesSmall() {
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.adaptive.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "3");
    System.setProperty("spark.sql.codegen.wholeStage", "false");
    System.setProperty("spark.sql.codegen.factoryMode", "NO_CODEGEN");
  }

  private static String contexts() {
    return """
    features:
      context:
        - {column: time, kinds: [day, hour-of-day, day-of-week], of: user}
        - {column: time, kinds: [day-of-week]}
    """;
  }

  private static String average() {
    return """
    features:
      text: {ngrams: 2, hash-bits: 12, max-length: 200}
    """;
  }

  private static String columns() {
    return """
        - {name: mes, kind: timestamp, parts: [month, day-of-week]}
        - {name: sucursal, kind: categorical}
    """
        .stripTrailing();
  }

  private static String text(String job) throws IOException {
    return Files.readString(Path.of("jobs", job + ".yaml")).replaceFirst("(?s)\n# What .*", "\n");
  }

  private Path write(String job, String yaml) throws IOException {
    return Files.writeString(folder.resolve(job + ".yaml"), yaml);
  }

  private void run(Path job, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", job.toString(), "--run-id", "r1"));
    arguments.addAll(List.of("--root", root(), "--set", "baselines.include=[]"));
    Arrays.stream(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    ProgramRun end = ProgramRun.of(arguments.toArray(String[]::new));
    assertThat(end.code()).as(end.out() + end.err()).isZero();
  }

  String root() {
    return folder.resolve("root").toString();
  }

  /**
   * The page of a job's model.
   *
   * @param more options of the export
   */
  Path page(String job, String precision, String... more) {
    Path page = folder.resolve("%s-%s-%d.html".formatted(job, precision, more.length));
    if (!Files.exists(page)) {
      List<String> options = new ArrayList<>(List.of("--to", "browser", "--precision", precision));
      options.addAll(List.of(more));
      export(job, page, options);
    }
    return page;
  }

  /** The folder of a job's model in ONNX. */
  Path onnx(String job) {
    Path target = folder.resolve(job + "-onnx");
    export(job, target, List.of("--to", "onnx"));
    return target;
  }

  private void export(String job, Path target, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("export", "r1", "--job", job));
    arguments.addAll(List.of("--root", root(), "--output", target.toString()));
    arguments.addAll(options);
    ProgramRun end = ProgramRun.of(arguments.toArray(String[]::new));
    assertThat(end.code()).as(end.out() + end.err()).isZero();
  }
}
