package io.valora.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.TimeSpan;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.feedback.FeedbackLedger.Day;
import io.valora.feedback.FeedbackLedger.Labels;
import io.valora.feedback.FeedbackLedger.Lines;
import io.valora.feedback.FeedbackLedger.Predictions;
import io.valora.feedback.FeedbackLedger.Rows;
import io.valora.feedback.RowFormat.Picks;
import io.valora.ingest.IngestConfig;
import io.valora.lease.Lease;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.feedback.ServedLog;
import io.valora.testing.model.PairExamples;
import io.valora.testing.scoring.TinyRuns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackJoinTest {
  private static final Storage STORAGE = new Storage(new Configuration());
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  @TempDir private Path root;
  private String csv;

  @BeforeEach
  void writeLogs() throws IOException {
    ServedLog log = new ServedLog(root.resolve("shop"));
    log.predictions(
        "2026-01-01/100000-a.jsonl",
        """
        {"time":"2026-01-01T10:00:00Z","run":"r1","prediction":"p1","inputs":{"user":"ana","item":"tea"},"value":4.5}
        {"time":"2026-01-01T10:01:00Z","run":"r1","prediction":"p2","inputs":{"user":"ana","item":"soup"},"value":3.5}
        {"time":"2026-01-01T10:02:00Z","run":"r1","prediction":"p3","inputs":{"user":"ben","item":"tea"},"value":2.5}
        {"time":"2026-01-01T10:00:00Z","run":"r2","prediction":"p1","shadow":true,"value":1.5}
        {"time":"2026-01-01T10:03:00Z","run":"r1","prediction":"list","arm":"model","user":"ana","items":[]}
        {"time":"2026-01-01T10:03:0""");
    log.predictions(
        "2026-02-25/100000-b.jsonl.open",
        """
        {"time":"2026-02-24T10:00:00Z","run":"r1","prediction":"p1","inputs":{"user":"ana","item":"tea"},"value":4.5}
        {"time":"2026-01-20T10:00:00Z","run":"r1","prediction":"p4","inputs":{"user":"ana","item":"fish"},"value":4.25}
        {"time":"2026-02-25T10:00:00Z","run":"r1","prediction":"p5","inputs":{"user":"ben","item":"fish"},"value":4}
        """);
    log.feedback(
        "2026-01-03/100000-c.jsonl",
        """
        {"time":"2026-01-04T10:00:00Z","prediction":"p1","label":4}
        {"time":"2026-01-03T10:00:00Z","prediction":"p1","label":5}
        {"time":"2026-01-03T10:00:01Z","prediction":"list","event":"clicked"}
        {"time":"2026-01-03T10:00:02Z","prediction":"zz","label":"5"}
        {"time":"2026-01-03T10:00""");
    Path labels = root.resolve("labels.csv");
    Files.writeString(
        labels,
        """
        prediction,label,time,note
        p2,4,,"two
        lines"
        p2,4,2026-01-02T00:00:00Z,
        p3,3,2026-02-20T00:00:00Z,
        p4,,,
        """);
    Files.setLastModifiedTime(labels, FileTime.from(Instant.parse("2026-01-05T00:00:00Z")));
    csv = labels.toString();
  }

  @Test
  void everyLineIsAccountedFor() throws IOException {
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.lines()).isEqualTo(new Lines(17, 5, 1, 1, 0, 1, 6, 1, 2));
    assertThat(ledger.predictions()).isEqualTo(new Predictions(5, 3, 1, 1));
    assertThat(ledger.labels()).isEqualTo(new Labels(6, 3, 2, 1, 0, 1, 1));
    assertThat(ledger.asOf()).contains("2026-02-25T10:00:00Z");
    assertThat(ledger.days())
        .containsExactly(
            new Day("2026-01-01", new Predictions(3, 3, 0, 0)),
            new Day("2026-01-20", new Predictions(1, 0, 0, 1)),
            new Day("2026-02-25", new Predictions(1, 0, 1, 0)));
    assertThat(FeedbackLedger.fromJson("feedback.json", ledger.toJson())).isEqualTo(ledger);
    Map<String, String> files = files();
    assertThat(files.keySet())
        .containsExactly("feedback.json", "labelled/2026-01-01.jsonl", "quarantine/lines.jsonl");
    assertThat(files.get("feedback.json")).isEqualTo(ledger.toJson());
    assertThat(files.get("labelled/2026-01-01.jsonl"))
        .isEqualTo(
            """
            {"prediction":"p1","time":"2026-01-01T10:00:00Z","run":"r1","value":4.5,"inputs":{"user":"ana","item":"tea"},"label":"4","labelled":"2026-01-04T10:00:00Z","late":false}
            {"prediction":"p2","time":"2026-01-01T10:01:00Z","run":"r1","value":3.5,"inputs":{"user":"ana","item":"soup"},"label":"4","labelled":"2026-01-05T00:00:00Z","late":false}
            {"prediction":"p3","time":"2026-01-01T10:02:00Z","run":"r1","value":2.5,"inputs":{"user":"ben","item":"tea"},"label":"3","labelled":"2026-02-20T00:00:00Z","late":true}
            """);
    assertThat(files.get("quarantine/lines.jsonl").lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("unknown prediction") && line.contains("zz"))
        .anyMatch(line -> line.contains("it is not JSON") && line.contains("T10:03:0"));
  }

  @Test
  void partitionsAndRepetitionsChangeNoByte() throws IOException {
    join(STORAGE);
    Map<String, String> first = files();
    String usual = LocalSpark.session().conf().get(PARTITIONS);
    try {
      for (String partitions : List.of("1", "7")) {
        LocalSpark.session().conf().set(PARTITIONS, partitions);
        join(STORAGE);
        assertThat(files()).isEqualTo(first);
      }
    } finally {
      LocalSpark.session().conf().set(PARTITIONS, usual);
    }
  }

  @Test
  void exploredItemsWaitForLabelsAndKeepTheirWeight() throws IOException {
    ServedLog log = new ServedLog(root.resolve("shop"));
    log.predictions(
        "2026-01-02/100000-e.jsonl",
        """
        {"time":"2026-01-02T10:00:00Z","run":"r1","prediction":"x.0","arm":"model","user":"ana","items":[{"item":"salt","stars":3.5,"explored":true,"prediction":"x.1"}]}
        {"time":"2026-01-02T10:00:00Z","run":"r1","prediction":"x.1","arm":"model","control":0.0,"inputs":{"user":"ana","item":"salt"},"value":3.5,"picked":"explored","weight":42.5}
        """);
    log.feedback(
        "2026-01-03/100001-e.jsonl",
        "{\"time\":\"2026-01-03T10:00:00Z\",\"prediction\":\"x.1\",\"label\":2}\n");
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.lines().lists()).isEqualTo(2);
    assertThat(ledger.predictions()).isEqualTo(new Predictions(6, 4, 1, 1));
    assertThat(files().get("labelled/2026-01-02.jsonl"))
        .isEqualTo(
            """
            {"prediction":"x.1","time":"2026-01-02T10:00:00Z","run":"r1","arm":"model","value":3.5,"inputs":{"user":"ana","item":"salt"},"label":"2","labelled":"2026-01-03T10:00:00Z","late":false,"picked":"explored","weight":42.5}
            """);
  }

  @Test
  void anAttemptThatBrokeOffLeavesNoTrace() throws IOException {
    join(STORAGE);
    Map<String, String> whole = files();
    int broken = 0;
    for (int change = 1; change <= 12; change += 2) {
      AtomicInteger left = new AtomicInteger(change);
      Storage breaking =
          STORAGE.guardedBy(
              () -> {
                if (left.decrementAndGet() == 0) {
                  throw new IllegalStateException("killed");
                }
              });
      try {
        join(breaking);
      } catch (IllegalStateException killed) {
        broken++;
      }
      join(STORAGE);
      assertThat(files()).isEqualTo(whole);
    }
    assertThat(broken).isGreaterThan(2);
  }

  /** Hadoop's checksums of a file that is written lag behind it. */
  @Test
  void filesThatAreStillWrittenAreRead() throws IOException {
    String open = root.resolve("shop/served/predictions/2026-02-25/d.jsonl.open").toString();
    try (OutputStream out = STORAGE.create(open)) {
      out.write(
          "{\"time\":\"2026-02-25T09:00:00Z\",\"run\":\"r1\",\"prediction\":\"p6\",\"value\":1}\n{\"ti"
              .getBytes(UTF_8));
      out.flush();
      Path crc = root.resolve("shop/served/predictions/2026-02-25/.d.jsonl.open.crc");
      assertThat(crc).exists();
      FeedbackLedger ledger = join(STORAGE);
      assertThat(ledger.predictions().all()).isBetween(5L, 6L);
    }
    Files.writeString(
        Path.of(open),
        "{\"time\":\"2026-02-25T09:00:00Z\",\"run\":\"r1\",\"prediction\":\"p6\",\"value\":1}\n{\"ti");
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.predictions().all()).isEqualTo(6);
    assertThat(ledger.lines().broken()).isEqualTo(3);
  }

  @Test
  void eachFileOfLabelsHasAHeaderOfItsOwn() throws IOException {
    Path folder = Files.createDirectory(root.resolve("given"));
    Files.writeString(folder.resolve("a.csv"), "prediction,label\np2,4\n");
    Files.writeString(folder.resolve("b.csv"), "label,note,prediction\n3,x,p3\n");
    csv = folder + "/*.csv";
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.labels()).isEqualTo(new Labels(5, 3, 1, 1, 0, 1, 2));
    Files.writeString(folder.resolve("b.csv"), "label,id\n3,p3\n");
    assertThatThrownBy(() -> join(STORAGE))
        .hasMessageEndingWith(
            "b.csv (must have the columns prediction and label; it has label, id)");
  }

  @Test
  void aTimeThatNoTableHoldsIsQuarantined() throws IOException {
    csv =
        Files.writeString(
                root.resolve("far.csv"), "prediction,label,time\np2,4,+999999999-12-31T23:59:59Z\n")
            .toString();
    assertThat(join(STORAGE).lines().broken()).isEqualTo(3);
    assertThat(files().get("quarantine/lines.jsonl")).contains("time is beyond the year 294000");
  }

  @Test
  void filesOfLabelsMustSayWhatTheyAre() throws IOException {
    csv = Files.writeString(root.resolve("x.csv"), "id,label\n1,2\n").toString();
    assertThatThrownBy(() -> join(STORAGE))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Invalid --labels: %s (must have the columns prediction and label; it has id, label)"
                .formatted(csv));
    csv = Files.writeString(root.resolve("x.txt"), "").toString();
    assertThatThrownBy(() -> join(STORAGE))
        .hasMessage(
            "Invalid --labels: %s (must be CSV or JSON lines, told by the end of the name (.csv, .tsv, .jsonl, .json), or Parquet, ORC or Avro)",
            csv);
    csv = root.resolve("none.csv").toString();
    assertThatThrownBy(() -> join(STORAGE))
        .hasMessage("Invalid --labels: %s (must name at least one file that exists)", csv);
  }

  @Test
  void linesOfJsonMayLackATime() throws IOException {
    Path file = root.resolve("labels.jsonl");
    Files.writeString(file, "{\"prediction\":\"p5\",\"label\":1}\n\n{\"prediction\":\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-26T00:00:00Z")));
    csv = file.toString();
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.lines().broken()).isEqualTo(3);
    assertThat(ledger.labels()).isEqualTo(new Labels(4, 2, 1, 1, 0, 1, 0));
  }

  @Test
  void labelsThatAreNoValueOfTheModelAreQuarantinedWithTheirPlace() throws IOException {
    new TinyRuns(root).reviews();
    new ServedLog(root.resolve("reviews"))
        .predictions(
            "2026-01-01/a.jsonl",
            """
            {"time":"2026-01-01T10:00:00Z","run":"r1","prediction":"p1","value":0.9,"label":"positive"}
            {"time":"2026-01-01T10:01:00Z","run":"r1","prediction":"p2","value":0.9,"label":"positive"}
            {"time":"2026-01-01T10:02:00Z","run":"gone","prediction":"p3","value":0.9}
            """);
    csv =
        Files.writeString(
                root.resolve("classes.csv"),
                """
                prediction;label;time
                p1;1;2026-01-02T00:00:00Z
                p1;"lots; too";2026-01-03T00:00:00Z

                p2;;2026-01-02T00:00:00Z
                p2;positive;2026-01-02T00:00:00.5Z
                p2;1;2026-01-02T00:00:00Z
                p2;1e400;2026-01-02T00:00:00Z
                p3;anything;2026-01-02T00:00:00Z
                """)
            .toString();
    FeedbackLedger ledger = join("reviews");
    assertThat(ledger.labels()).isEqualTo(new Labels(6, 3, 1, 0, 2, 0, 0));
    assertThat(ledger.sentences())
        .isEqualTo(
            """
            3 predictions = 3 labelled + 0 waiting + 0 expired
            6 labels = 3 joined + 1 duplicate + 0 unknown + 2 invalid            """);
    assertThat(ledger.hasQuarantine()).isTrue();
    assertThat(Files.readString(root.resolve("reviews/feedback/labelled/2026-01-01.jsonl")).lines())
        .hasSize(3)
        .allMatch(line -> line.contains("\"label\":\"positive\"") || line.contains("anything"));
    assertThat(Files.readString(root.resolve("reviews/feedback/quarantine/lines.jsonl")).lines())
        .hasSize(2)
        .anyMatch(
            line ->
                line.contains("one of negative, positive, or 0 to 1, not 'lots; too'")
                    && line.contains("\"number\":2,\"line\":\"p1,lots; too,2026-01-03T00:00:00Z\""))
        .anyMatch(line -> line.contains("1e400") && line.contains("\"number\":6"));
  }

  @Test
  void labelsComeFromColumnarFilesAndTablesWithTheirTimes() throws IOException {
    String times =
        """
        select 'p2' as prediction, 4.0D as label, timestamp '2026-01-02 00:00:00.25Z' as time
        union all select 'p2', 5.0D, timestamp '2026-01-02 00:00:00Z'
        union all select 'p3', 3.0D, null
        """;
    LocalSpark.session().sql(times).createOrReplaceTempView("told");
    LocalSpark.session().table("told").write().parquet(root.resolve("told").toString());
    csv = root.resolve("told").toString();
    assertThat(join("shop").labels()).isEqualTo(new Labels(6, 3, 2, 1, 0, 2, 1));
    assertThat(files().get("labelled/2026-01-01.jsonl"))
        .contains("\"label\":\"4\",\"labelled\":\"2026-01-02T00:00:00.250Z\"");
    for (String table : List.of("table: told", "{table: told}")) {
      csv = table;
      FeedbackLedger ledger = join("shop");
      assertThat(ledger.labels()).isEqualTo(new Labels(5, 2, 2, 1, 0, 2, 0));
      assertThat(ledger.lines().broken()).isEqualTo(3);
      assertThat(files().get("quarantine/lines.jsonl"))
          .contains(
              "{\"reason\":\"no time, and a table has none of its own\",\"file\":\"told\",\"line\":");
    }
    LocalSpark.session()
        .sql("select prediction, label, to_timestamp_ntz(time) as time from told")
        .write()
        .orc(root.resolve("orc").toString());
    csv = root.resolve("orc").toString();
    assertThat(join("shop").labels()).isEqualTo(new Labels(6, 3, 2, 1, 0, 2, 1));
    csv = "{table: told, colour: red}";
    assertThatThrownBy(() -> join("shop")).hasMessageContaining("Unknown key colour");
    csv = "table: nowhere";
    assertThatThrownBy(() -> join("shop"))
        .hasMessageStartingWith("Invalid table: nowhere (must be a table that Spark's catalog has");
    LocalSpark.session().sql("select 'p2' as id, 4 as label").createOrReplaceTempView("told");
    csv = "table: told";
    assertThatThrownBy(() -> join("shop"))
        .hasMessage("Cannot read told: column 'prediction' is missing (the table has id, label)");
  }

  @Test
  void whatAJoinWroteIsReadWithTheTimesOfItsLabels() throws IOException {
    join(STORAGE);
    Map<String, String> first = files();
    Path copy = Files.createDirectory(root.resolve("copy"));
    Files.writeString(copy.resolve("day.jsonl"), first.get("labelled/2026-01-01.jsonl"));
    csv = copy.toString();
    FeedbackLedger ledger = join(STORAGE);
    assertThat(ledger.labels()).isEqualTo(new Labels(6, 3, 2, 1, 0, 1, 1));
    assertThat(files().get("labelled/2026-01-01.jsonl"))
        .isEqualTo(first.get("labelled/2026-01-01.jsonl"));
  }

  @Test
  void rowsThatPeopleAreAskedForAreNoRepetitions() throws IOException {
    Path asked = Files.createDirectories(root.resolve("shop/feedback/asked"));
    Files.writeString(
        asked.resolve("a.jsonl"),
        """
        {"time":"2026-01-01T10:00:00Z","run":"r1","prediction":"p1","inputs":{"user":"ana","item":"tea"},"value":4.5,"picked":"random"}
        {"time":"2026-01-01T10:00:00Z","run":"r1","prediction":"new","inputs":{"user":"ana","item":"tea"},"value":4.5,"picked":"random"}
        """);
    assertThat(join(STORAGE).lines()).isEqualTo(new Lines(19, 6, 1, 1, 1, 1, 6, 1, 2));
  }

  private FeedbackLedger join(String job) {
    return join(job, STORAGE, Optional.empty());
  }

  @Test
  void labelledPredictionsBecomeRowsOfTheJobsOwnFiles() throws IOException {
    new ServedLog(root.resolve("shop"))
        .predictions(
            "2026-01-01/110000-d.jsonl",
            """
            {"time":"2026-01-01T10:05:00.5Z","run":"r1","prediction":"p6","inputs":{"user":"a,\\"b","item":"tea"},"value":4}
            {"time":"2026-01-01T10:05:00Z","run":"r1","prediction":"p7","value":4}
            {"time":"2026-01-01T10:05:00Z","run":"r1","prediction":"p8","picked":"random","inputs":{"user":"eve","item":"tea"},"value":4}
            """);
    Files.writeString(
        Path.of(csv), "p6,1.5,2026-01-02T00:00:00Z,\np7,2,,\np8,3,,\np5,9,,\n", APPEND);

    FeedbackLedger ledger = join(STORAGE, Optional.of(rows(Picks.TRAIN)));
    assertThat(ledger.rows()).contains(new Rows("train", 7, 4, 1, 1, 1));
    assertThat(ledger.sentences())
        .contains("7 labelled = 4 rows + 1 for evaluation + 1 without inputs + 1 unreadable");
    assertThat(FeedbackLedger.fromJson("feedback.json", ledger.toJson())).isEqualTo(ledger);
    String written =
        """
        USER;"the;item";STARS;AT
        ana;tea;4,0;1767261600
        ana;soup;4,0;1767261660
        ben;tea;3,0;1767261720
        "a,""b";tea;1,5;1767261900
        """;
    assertThat(files()).containsEntry("rows/2026-01-01.csv", written);
    Path file = root.resolve("shop/feedback/rows/2026-01-01.csv");
    FileTime before = FileTime.from(Instant.parse("2026-01-05T00:00:00Z"));
    Files.setLastModifiedTime(file, before);
    for (String name : List.of("2025-01-01.csv", "2026-01-20.csv", "2025-01-01.tsv")) {
      Files.writeString(root.resolve("shop/feedback/rows").resolve(name), "of an earlier join");
    }
    join(STORAGE, Optional.of(rows(Picks.TRAIN)));
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    // The log has nothing of the first day any more, and nothing labelled of the second.
    assertThat(files()).containsEntry("rows/2025-01-01.csv", "of an earlier join");
    assertThat(files()).doesNotContainKeys("rows/2026-01-20.csv", "rows/2025-01-01.tsv");

    assertThat(join(STORAGE, Optional.of(rows(Picks.ALL))).rows())
        .contains(new Rows("all", 7, 5, 0, 1, 1));
    assertThat(files().get("rows/2026-01-01.csv")).startsWith(written).contains("eve;tea;3,0;");
  }

  private static RowFormat rows(Picks picks) {
    ConfigSection ingest =
        new ConfigSection(
            JobText.parse(
                "job.yaml",
                """
                source: old.csv
                delimiter: ;
                columns:
                  - {name: user, source: USER}
                  - {name: item, source: "the;item"}
                  - {name: rating, source: STARS, type: double, min: 1, max: 5, decimal: ","}
                  - {name: time, source: AT, type: epoch-seconds}
                """),
            new Problems("job.yaml"));
    return RowFormat.of("--rows", IngestConfig.from(ingest), PairExamples.signature(), picks);
  }

  private FeedbackLedger join(Storage storage) {
    return join("shop", storage, Optional.empty());
  }

  private FeedbackLedger join(Storage storage, Optional<RowFormat> rows) {
    return join("shop", storage, rows);
  }

  private FeedbackLedger join(String job, Storage storage, Optional<RowFormat> rows) {
    return FeedbackJoin.run(
        LocalSpark.session(),
        storage,
        new FeedbackRequest(
            job,
            FeedbackFolder.of(STORAGE.absolute(root.toString()), job),
            List.of(csv),
            TimeSpan.parse("30 days").orElseThrow(),
            rows),
        Lease.USUAL);
  }

  /** Contents by name, without leases and checksums. */
  private Map<String, String> files() throws IOException {
    Path folder = root.resolve("shop/feedback");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("lease-") && !name.contains(".crc")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
