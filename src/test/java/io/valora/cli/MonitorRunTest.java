package io.valora.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.report.PageMarkup;
import io.valora.testing.scoring.TinyRuns;
import io.valora.watch.Monitored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user calls it, on runs of the three tasks whose other data is deleted. */
class MonitorRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] READ_JSON = {"--set", "ingest.format=json-lines"};

  private static final int[] PARTITIONS = {1, 2, 5};

  @TempDir static Path folder;

  @BeforeAll
  static void runs() throws IOException {
    trained("ratings");
    trained("reviews");
    Files.writeString(folder.resolve("sales.csv"), sales(3000, 0, 1));
    Files.writeString(
        folder.resolve("sales.yaml"),
        """
        job: sales
        task: regression
        target: won
        ingest:
          source: %s
          columns:
            - {name: day, type: timestamp, pattern: yyyy-MM-dd}
            - {name: amount, type: double, required: false}
            - {name: branch, type: string, required: false}
            - {name: won, type: double}
        features:
          columns: [{name: amount}, {name: branch}]
        """
            .formatted(folder.resolve("sales.csv")));
    trained("sales");
  }

  private static void trained(String job) throws IOException {
    Path own = folder.resolve(job + ".yaml");
    ProgramRun run =
        ProgramRun.of(
            "run",
            Files.exists(own) ? own.toString() : "jobs/" + job + ".yaml",
            "--root",
            folder.resolve("root").toString(),
            "--run-id",
            "r1",
            "--set",
            "training.epochs=3",
            "--set",
            "training.refit=" + job.equals("sales"),
            "--set",
            "baselines.include=[]",
            "--set",
            "spark.sql.shuffle.partitions=2");
    assertThat(run.code()).as(run.err()).isIn(0, 4); // gates have their own tests
    validation(job);
    for (String data : List.of("split", "typed", "evaluation", "quarantine", "recommendations")) {
      FileUtils.deleteDirectory(run(job).resolve(data).toFile());
    }
  }

  /** The validation rows as somebody else would send them. */
  private static void validation(String job) {
    Dataset<Row> rows = split(job, "validation");
    if (job.equals("ratings")) {
      rows =
          rows.select(
              col("user").as("ID_CLIENTE"),
              col("item").as("NOMBRE_CORTO_DE_EXPERIENCIA"),
              col("rating").as("CALIFICACION"),
              date_format(col("time"), "M/d/yyyy H:mm").as("FECHA_INTERACCION"));
    }
    if (job.equals("sales")) {
      rows = rows.withColumn("day", date_format(col("day"), "yyyy-MM-dd"));
    }
    write(rows, job + "-validation");
    Dataset<Row> again =
        LocalSpark.session().read().json(folder.resolve(job + "-validation").toString());
    for (int partitions : PARTITIONS) {
      write(
          again.repartition(partitions, rand(partitions)).sortWithinPartitions(rand(8)),
          job + "-in-" + partitions);
    }
  }

  private static Dataset<Row> split(String job, String name) {
    return LocalSpark.session().read().parquet(run(job).resolve("split/" + name).toString());
  }

  private static void write(Dataset<Row> rows, String name) {
    rows.write().mode(SaveMode.Overwrite).json(folder.resolve(name).toString());
  }

  @Test
  void rowsOfTheReferenceAreCountedAsTrainingCountedThem() {
    for (String job : List.of("ratings", "reviews", "sales")) {
      ProgramRun done = monitor(job, job + "-validation", job + "-same", READ_JSON);
      assertThat(done.err()).isEmpty();
      assertThat(done.code()).as(done.out()).isZero();
      assertThat(done.out()).contains("Quiet. What the newest day could have seen:");
      JsonNode reference = json(run(job).resolve("model/reference.json"));
      JsonNode columns = result(job + "-same").at("/days/0/columns");
      List<JsonNode> expected = new ArrayList<>();
      reference.get("inputs").forEach(expected::add);
      if (!job.equals("sales")) { // the published network has learned from them
        expected.add(reference.get("answer"));
      }
      for (int i = 0; i < expected.size(); i++) {
        assertThat(columns.get(i).get("rows")).isEqualTo(expected.get(i).get("validation"));
      }
      JsonNode quality = result(job + "-same").at("/days/0/quality");
      if (!job.equals("sales")) {
        assertThat(quality.at("/labeled/value").asDouble())
            .isCloseTo(quality.get("expected").asDouble(), within(0.015));
      }
      assertThat(quality.at("/estimated/rows").asLong())
          .isEqualTo(quality.at("/labeled/rows").asLong());
    }
  }

  @Test
  void resultsAreTheSameForAnyPartitioningAndOrder() throws IOException {
    for (String job : List.of("ratings", "reviews", "sales")) {
      monitor(job, job + "-validation", "first", READ_JSON);
      String first = Files.readString(folder.resolve("first/monitoring.json"));
      for (int partitions : PARTITIONS) {
        monitor(job, job + "-in-" + partitions, "again", READ_JSON);
        assertThat(Files.readString(folder.resolve("again/monitoring.json"))).isEqualTo(first);
      }
    }
  }

  @Test
  void daysAreToldApartAndAChangedColumnIsAnAlarm() throws IOException {
    StringBuilder rows = new StringBuilder(sales(400, 0, 2));
    rows.append(sales(400, 1, 3).lines().skip(1).reduce("", (all, line) -> all + line + "\n"));
    Files.writeString(folder.resolve("new.csv"), rows.toString());
    ProgramRun done = monitor("sales", "new.csv", "days", "--by", "day");

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).as(done.out()).isEqualTo(7);
    assertThat(done.out())
        .contains("Alarm on 2026-02-02, 400 rows:")
        .contains("amount: ", "have no value")
        .contains("Verdict:    alarm on 1 of 2 days", "Page:       ", "Results:    ");
    JsonNode days = result("days").get("days");
    assertThat(days.get(0).get("verdict").asText()).isEqualTo("quiet");
    assertThat(days.get(0).at("/columns/0/sentence").asText())
        .contains("With 400 rows a shift of 0.", "would have been needed to be seen");
    assertThat(days.get(1).get("verdict").asText()).isEqualTo("alarm");
    assertThat(Files.readString(folder.resolve("days/monitoring.prom")))
        .contains("valora_monitoring_alarm{job_name=\"sales\",run=\"r1\"} 1.0")
        .contains(
            "valora_monitoring_stability_index{job_name=\"sales\",run=\"r1\",column=\"amount\"");
    String page = PageMarkup.of(Files.readString(folder.resolve("days/monitoring.html")));
    PageMarkup.assertBalanced(page);
    assertThat(page)
        .contains("Alarm on one day of 2", "id=\"chart-days\"", "role=\"img\"")
        .contains(
            "Kolmogorov-Smirnov statistic of the bins, an effect size and no alarm of its own");
  }

  @Test
  void aPredictionLogIsReadWithItsLabels() throws IOException {
    Path log = folder.resolve("root/ratings/served/predictions/2026-03-01");
    Files.createDirectories(log);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(
          "{\"time\":\"2026-03-0%dT10:00:00Z\",\"run\":\"r1\",\"prediction\":\"p%d\",\"inputs\":{\"user\":\"1000188\",\"item\":\"vuelo en globo 2\"},\"value\":4.5}\n"
              .formatted(i < 20 ? 1 : 2, i));
    }
    lines.append(
        "{\"time\":\"2026-03-01T10:00:00Z\",\"run\":\"r0\",\"prediction\":\"x\",\"value\":1}\n");
    lines.append(
        "{\"time\":\"2026-03-01T10:00:00Z\",\"run\":\"r1\",\"shadow\":true,\"value\":1}\n");
    lines.append(
        "{\"time\":\"2026-03-01T10:00:00Z\",\"run\":\"r1\",\"arm\":\"model\",\"items\":[{\"item\":\"vuelo en globo 2\"},{\"item\":\"?\"}]}\n");
    lines.append(
        "{\"time\":\"2026-03-01T10:00:00Z\",\"run\":\"r1\",\"prediction\":\"l\",\"arm\":\"model\",\"known\":false,\"items\":[{\"item\":\"?\"}]}\n");
    lines.append(lines, 0, lines.indexOf("\n") + 1);
    for (int i = 0; i < 3; i++) {
      lines.append(
          "{\"time\":\"2026-03-02T10:00:00Z\",\"run\":\"r1\",\"prediction\":\"e%d\",\"inputs\":{\"user\":\"1000188\",\"item\":\"vuelo en globo 2\"},\"value\":3,\"picked\":\"explored\",\"weight\":%d}\n"
              .formatted(i, 10 + 20 * i));
    }
    lines.append("{\"time\":\"2026-03-01T10:0");
    Files.writeString(log.resolve("100000-a.jsonl.open"), lines);
    Path feedback = folder.resolve("root/ratings/served/feedback/2026-03-05");
    Files.createDirectories(feedback);
    Files.writeString(
        feedback.resolve("b.jsonl"),
        """
        {"time":"2026-03-05T10:00:00Z","prediction":"p0","label":1}
        {"time":"2026-03-06T10:00:00Z","prediction":"p0","label":4.5}
        {"time":"2026-03-05T10:00:00Z","prediction":"p21","label":"3.5"}
        {"time":"2026-03-05T10:00:00Z","prediction":"nobody","label":3}
        {"time":"2026-03-05T10:00:00Z","prediction":"e0","label":1}
        {"time":"2026-03-05T10:00:00Z","prediction":"e1","label":4}
        {"time":"2026-03-05T10:00:00Z","prediction":"p3","label":"lots"}
        {"time":"2026-03-05T10:00:00Z","prediction":"x","label":"lots"}
        {"time":"2026-03-05T10:0""");
    ProgramRun done =
        ProgramRun.of(
            "monitor", "r1", "--job", "ratings", "--root", folder.resolve("root").toString());

    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains(
            "Rows asked of run r1 of job ratings: 40, and 2 lists with 3 explored items on 2 days.")
        .contains(
            "Left out:   4 of 49 read: 1 can't be read, 1 of other runs, 1 of a challenger, 1 logged"
                + " before")
        .contains(
            "Labels:     8 (8 from the service, 0 from --labels) = 4 joined + 1 replaced by a later"
                + " one + 1 invalid + 1 of other runs + 1 of unknown predictions; 1 line can't be"
                + " read");
    JsonNode result = json(folder.resolve("root/ratings/monitoring/r1/monitoring.json"));
    assertThat(result.get("rows").toString())
        .contains(
            "\"read\":49", "\"counted\":40", "\"repeated\":1", "\"broken\":1", "\"other-run\":1")
        .contains("\"shadow\":1", "\"list\":2", "\"label-joined\":4", "\"label-replaced\":1")
        .contains("\"label-unknown\":1", "\"label-broken\":1", "\"label-invalid\":1")
        .contains("\"label-other-run\":1", "\"label-from-service\":8", "\"explored\":3");
    assertThat(result.at("/days/0/quality/labeled/rows").asInt()).isEqualTo(1);
    assertThat(result.at("/days/0/quality/labeled/value").asDouble()).isZero();
    assertThat(result.at("/days/1/quality/labeled/value").asDouble()).isEqualTo(1);
    // Of errors 2 and 1 with weights 10 and 30.
    assertThat(result.at("/days/1/quality/explored/value").asDouble())
        .isEqualTo(Math.sqrt(70 / 40.0));
    assertThat(result.at("/days/1/quality/sentence").asText())
        .contains("Of all items, by 2 labels of explored ones: 1.3229 (");
    assertThat(result.at("/days/0/quality").has("explored")).isFalse();
    assertThat(result.at("/days/0/lists").toString())
        .startsWith("{\"lists\":1,\"different-items\":1,\"items-known\":");
    assertThat(result.at("/days/0/columns/3/sentence").asText())
        .startsWith("items in lists: quiet");
    assertThat(result.at("/days/1/columns/3/verdict").asText()).isEqualTo("not-judged");
    assertThat(result.at("/days/1/quality/sentence").asText()).contains("Too few to judge");
    labelsOfFilesComeBesideThoseOfTheService();
  }

  /** The later one counts by its instant, whatever its zone. */
  private static void labelsOfFilesComeBesideThoseOfTheService() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("told.csv"),
            """
            prediction,label,time
            p0,2,2026-03-06T12:30:00+03:00
            p21,5,2026-03-05T08:30:00-03:00
            p22,4.5,
            """);
    ProgramRun both =
        ProgramRun.of(
            "monitor",
            "r1",
            "--job",
            "ratings",
            "--root",
            folder.resolve("root").toString(),
            "--output",
            folder.resolve("both").toString(),
            "--labels",
            file.toString());
    assertThat(both.out())
        .contains("Labels:     11 (8 from the service, 3 from --labels) = 5 joined");
    JsonNode days = result("both").get("days");
    assertThat(days.at("/0/quality/labeled/value").asDouble()).isZero();
    assertThat(days.at("/1/quality/labeled/rows").asInt()).isEqualTo(2);
    assertThat(days.at("/1/quality/labeled/value").asDouble())
        .isCloseTo(Math.sqrt(0.125), within(1e-9));
    assertThat(Files.readString(folder.resolve("both/monitoring.html")))
        .contains("Labels: 11 (8 from the service, 3 from --labels) = ");
  }

  @Test
  void aRefusedMonitoringLeavesNoEarlierVerdict() throws IOException {
    Files.writeString(folder.resolve("good.csv"), sales(400, 0, 2));
    assertThat(monitor("sales", "good.csv", "twice").code()).isZero();
    Files.writeString(folder.resolve("bad.csv"), "amount,branch\n");
    ProgramRun refused = monitor("sales", "bad.csv", "twice");
    assertThat(refused.code()).as(refused.err()).isEqualTo(3);
    assertThat(result("twice").path("verdict").asText()).isEqualTo("refused");
    assertThat(refused.err()).contains(result("twice").path("why").asText());
    assertThat(folder.resolve("twice/monitoring.prom")).doesNotExist();
    assertThat(folder.resolve("twice/monitoring.html")).doesNotExist();
    assertThat(monitor("sales", "none.csv", "twice").code()).isEqualTo(2);
    assertThat(result("twice").path("why").asText()).contains("must name at least one file");
    assertThat(Monitored.fromJson("m", result("twice").toString(), "2026-01-01").refused())
        .isPresent();
    assertThat(monitor("sales", "good.csv", "twice").code()).isZero();
    assertThat(result("twice").path("verdict").asText()).isEqualTo("quiet");
  }

  @Test
  void whatCannotBeMonitoredIsSaidBeforeSparkStarts() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "amount,branch\n1,a\n");
    assertThat(refusal("sales", "one.csv", "--by", "week"))
        .contains("Invalid --by: week (must be day)");
    assertThat(refusal("sales", "one.csv", "--labels", "x"))
        .contains("Invalid --labels: x (must be left out with --input: a table has its labels");
    assertThat(refusal("sales", "one.csv", "--time", "day"))
        .contains("Invalid --time: day (must come with --input and --by day)");
    assertThat(refusal("sales", "one.csv", "--false-alarms", "1"))
        .contains("Invalid --false-alarms: 1.0 (must be above 0 and below 1)");
    assertThat(refusal("sales", "one.csv", "--floor", "-1"))
        .contains("Invalid --floor: -1.0 (must be at least 0)");
    assertThat(refusal("sales", "one.csv", "--log", "x"))
        .contains("Invalid --log: x (must be left out with --input)");
    assertThat(refusal("sales", "none.csv")).contains("must name at least one file that exists");
    assertThat(refusal("reviews", "one.csv", "--by", "day"))
        .contains(
            "Invalid --by: day (must come with --time COLUMN: the job declares no columns of");
    new TinyRuns(folder.resolve("earlier")).sales();
    ProgramRun earlier =
        ProgramRun.of(
            "monitor",
            "--root",
            folder.resolve("earlier").toString(),
            "--input",
            folder.resolve("one.csv").toString(),
            "--set",
            "ingest.format=csv");
    assertThat(earlier.code()).isEqualTo(2);
    assertThat(earlier.err())
        .contains(
            "Cannot monitor run r1: its model has no reference distribution, since an earlier"
                + " version trained it (run the job again)");
  }

  private static String refusal(String job, String input, String... more) {
    ProgramRun run = monitor(job, input, "refused", more);
    assertThat(run.code()).isEqualTo(2);
    return run.err();
  }

  private static ProgramRun monitor(String job, String input, String output, String... more) {
    List<String> call =
        new ArrayList<>(
            List.of(
                "monitor",
                "r1",
                "--job",
                job,
                "--root",
                folder.resolve("root").toString(),
                "--input",
                folder.resolve(input).toString(),
                "--output",
                folder.resolve(output).toString()));
    call.addAll(List.of(more));
    return ProgramRun.of(call.toArray(String[]::new));
  }

  /** Rows of a day in February; with an end, a third of the amounts is missing from then on. */
  private static String sales(int rows, int fault, int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("day,amount,branch,won\n");
    for (int i = 0; i < rows; i++) {
      double amount = 10 + 3 * random.nextGaussian();
      String shown = fault > 0 && i % 3 == 0 ? "" : String.valueOf(amount);
      String branch = List.of("north", "south", "west").get(random.nextInt(3));
      double won = 2 * amount + branch.length() + random.nextGaussian();
      text.append("2026-02-0%d,%s,%s,%s%n".formatted(fault + 1, shown, branch, won));
    }
    return text.toString();
  }

  private static Path run(String job) {
    return folder.resolve("root").resolve(job).resolve("runs/r1");
  }

  private static JsonNode result(String output) {
    return json(folder.resolve(output).resolve("monitoring.json"));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
