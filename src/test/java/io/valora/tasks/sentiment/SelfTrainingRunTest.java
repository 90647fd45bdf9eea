package io.valora.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.LedgerBalance;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reviews with and without labels: a network says what it makes of those without, and the model
 * learns it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SelfTrainingRunTest {
  private static final int LABELLED = 400;
  private static final int UNLABELED = 300;
  private static final String HELD = "held back: a wonderful film with an awful end";
  private static final String JOB =
      """
      job: self-training
      task: sentiment
      ingest:
        source: %1$s/train.tsv
        test-source: %1$s/test.tsv
        format: tsv
        columns: [{name: label, type: int, min: 0, max: 1}, {name: text, type: string, required: false}]
      unlabeled:
        source: %1$s/unlabeled.tsv
        format: tsv
        columns: [{name: text, type: string}]
      self-training: {sharpness: 1.5}
      split: {kind: predefined, validation-fraction: 0.2}
      features: {text: {vocabulary-size: 5000, weighting: count-ratio}}
      network: {kind: bag-of-terms}
      training:
        epochs: 3
        shards: 1
        optimizer: {kind: adagrad, learning-rate: 1, initial-accumulator: 0.0001}
        refit: true
      baselines: []
      """;

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    Path sample = folder.resolve("sample.tsv");
    String rows = Integer.toString(LABELLED + UNLABELED);
    ProgramRun.of("sample", "reviews", "--out", sample.toString(), "--rows", rows);
    List<String> lines = Files.readAllLines(sample);
    String header = lines.remove(0);
    write("train.tsv", header, lines.subList(0, 300));
    List<String> test = new ArrayList<>(lines.subList(300, LABELLED));
    test.add(header.replace("label", "1").replace("text", HELD));
    write("test.tsv", header, test);
    List<String> texts = new ArrayList<>();
    lines
        .subList(LABELLED, LABELLED + UNLABELED)
        .forEach(line -> texts.add(line.substring(line.lastIndexOf('\t') + 1)));
    texts.add(HELD);
    write("unlabeled.tsv", "text", texts);
    runs = new SmallRuns(folder, "self-training").withJobFile(JOB.formatted(folder));
    first = runs.run("one");
  }

  private static void write(String name, String header, List<String> lines) throws IOException {
    Files.writeString(folder.resolve(name), header + "\n" + String.join("\n", lines) + "\n");
  }

  @Test
  void endsWell() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("Test accuracy 0.");
  }

  @Test
  void bothInputsAreAccountedFor() {
    LedgerBalance.check(runs, "one", LABELLED + 1);
    var ledger = runs.runJson("one").get("side-inputs").get("unlabeled");
    assertThat(ledger.get("read").asInt())
        .isEqualTo(UNLABELED + 1)
        .isEqualTo(ledger.get("typed").asInt() + ledger.get("quarantined").asInt());
    assertThat(runs.runJson("one").get("inputs")).hasSize(3);
  }

  @Test
  void labelsAreProbabilitiesAndNoTextOfTheTestIsAmongThem() {
    List<Row> pseudoLabeled =
        LocalSpark.session()
            .read()
            .parquet(runs.made("one").resolve("side/unlabeled/labelled").toString())
            .collectAsList();
    assertThat(pseudoLabeled).hasSizeBetween(UNLABELED / 2, UNLABELED);
    assertThat(pseudoLabeled)
        .extracting(row -> row.<Double>getAs("label"))
        .allMatch(p -> p > 0 && p < 1);
    assertThat(pseudoLabeled).extracting(row -> row.<String>getAs("text")).doesNotContain(HELD);
  }

  @Test
  void publishedModelReadsATextAsTheEvaluationDid() {
    List<Row> scored =
        LocalSpark.session()
            .read()
            .parquet(runs.made("one").resolve("evaluation/predictions").toString())
            .where("text = '" + HELD + "'")
            .collectAsList();
    assertThat(scored).hasSize(1);
    ProgramRun predicted = runs.read("predict", "one", "text=" + HELD);
    assertThat(predicted.out())
        .contains(
            "probability that the text is positive: %.3f"
                .formatted(scored.get(0).<Double>getAs("score")));
  }

  @Test
  void sameJobUnderAnotherRootTrainsTheSameNetwork() {
    assertThat(runs.trainedHash("two"))
        .hasSize(64)
        .isEqualTo(runs.runJson("one").get("parameter-hash").asText());
  }

  @Test
  void termsMayStartAtVectorsOfAllTexts() throws IOException {
    String yaml =
        JOB.formatted(folder)
            .replace("self-training: {sharpness: 1.5}\n", "")
            .replace("weighting: count-ratio", "vectors: {train: {min-count: 1}, frozen: true}")
            .replace("bag-of-terms", "embedding-average, embedding-dimension: 6");
    SmallRuns started = new SmallRuns(folder, "self-training").withJobFile(yaml);
    ProgramRun run = started.run("vectors");
    runs.withJobFile(JOB.formatted(folder));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(started.made("vectors").resolve("vectors")).isNotEmptyDirectory();
    assertThat(started.made("vectors").resolve("side/unlabeled/labelled")).doesNotExist();
  }

  @Test
  void selfTrainingNeedsTextsAndVectorsNeedAFile() throws IOException {
    String yaml =
        JOB.formatted(folder)
            .replace("unlabeled:", "side:")
            .replace("weighting: count-ratio", "vectors: {source: nowhere.txt}");
    ProgramRun refused = new SmallRuns(folder, "self-training").withJobFile(yaml).run("four");
    runs.withJobFile(JOB.formatted(folder));
    assertThat(refused.err())
        .contains(
            "Invalid self-training: alone (must come with unlabeled, the texts to learn from)",
            "Invalid features.text.vectors: source (must be left out: network.kind bag-of-terms");
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void inputThatDoesNotExistIsRefusedBeforeAnythingStarts() throws IOException {
    SmallRuns without =
        new SmallRuns(folder, "self-training")
            .withJobFile(JOB.formatted(folder).replace("unlabeled.tsv", "nowhere.tsv"));
    ProgramRun refused = without.run("three");
    runs.withJobFile(JOB.formatted(folder));
    assertThat(refused.err())
        .contains("Invalid unlabeled.source: ", "nowhere.tsv (must name at least one file");
    assertThat(refused.code()).isEqualTo(2);
  }
}
