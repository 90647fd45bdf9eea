package io.valora.serving.check;

import static io.valora.testing.serving.CheckedRun.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.GoldenRow;
import io.valora.model.Prediction;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.storage.RunFolder;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.CheckedRun;
import io.valora.tower.RowKernel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound models, and models with a fault that was put in on purpose. */
class ServingCheckTest {
  @TempDir private Path root;
  private TinyRuns runs;

  @BeforeEach
  void name() {
    runs = new TinyRuns(root);
  }

  @Test
  void soundModelsOfEveryKindPassEveryRule() {
    for (RunFolder run : List.of(runs.ratings(), runs.reviews(), runs.sales())) {
      Map<CheckRule, Finding> findings = checked(run).findings();
      assertThat(findings).as("findings of %s", run.job()).containsOnlyKeys(CheckRule.values());
      // What else goes on in this JVM takes memory too.
      assertThat(findings.remove(CheckRule.STRESS).metric()).isEqualTo("memory-growth");
      assertThat(findings.values())
          .as("findings of %s", run.job())
          .allSatisfy(found -> assertThat(found.passed()).as(found.sentence()).contains(true));
    }
  }

  @Test
  void aLayerTimesOneHundredAndOnePercentFailsTheGoldenRows() {
    CheckedRun sales = checked(runs.sales());
    RowKernel kernel = NetworkFiles.NETWORK.read(STORAGE, sales.run());
    float[] changed = kernel.parameters().clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] *= 1.01f;
    }
    NetworkFiles.NETWORK.write(
        STORAGE, sales.run(), new RowKernel(kernel.tables(), kernel.shape(), changed));

    assertThat(failed(sales.findings()))
        .as("with the manifest of before")
        .containsExactly(CheckRule.LOADS_IN_SERVING_JVM);
    Map<CheckRule, Finding> findings = sales.publishedAgain().findings();
    assertThat(failed(findings)).containsExactly(CheckRule.GOLDEN_ROWS, CheckRule.TEST_ROWS);
    assertThat(findings.get(CheckRule.GOLDEN_ROWS).sentence())
        .startsWith("0 of 3 rows have the same bits; row 1 gives ");
  }

  @Test
  void swappedTermsFailTheGoldenRows() {
    CheckedRun reviews = checked(runs.reviews());
    swapLines(reviews.run(), "terms.jsonl");

    assertThat(failed(reviews.publishedAgain().findings()))
        .containsExactly(CheckRule.GOLDEN_ROWS, CheckRule.TEST_ROWS);
  }

  @Test
  void swappedTermsThatNoGoldenRowHasFailTheTestRows() {
    CheckedRun reviews = checked(runs.reviews());
    String terms = STORAGE.readText(reviews.run().model("terms.jsonl"));
    STORAGE.write(reviews.run().model("terms.jsonl"), terms.replace("\"bad\"", "\"awful\""));

    assertThat(failed(reviews.publishedAgain().findings())).containsExactly(CheckRule.TEST_ROWS);
  }

  @Test
  void swappedClassesFailTheTestRows() {
    CheckedRun reviews = checked(runs.reviews());
    String signature = STORAGE.readText(reviews.run().model("signature.json"));
    Matcher classes = Pattern.compile("\"negative\"(\\s*,\\s*)\"positive\"").matcher(signature);
    assertThat(classes.find()).isTrue();
    STORAGE.write(
        reviews.run().model("signature.json"), classes.replaceFirst("\"positive\"$1\"negative\""));

    Map<CheckRule, Finding> findings = reviews.publishedAgain().findings();
    assertThat(failed(findings)).containsExactly(CheckRule.TEST_ROWS);
    assertThat(findings.get(CheckRule.TEST_ROWS).sentence())
        .matches(
            "2 of 2 rows are of another class; row 1 gives \\S+ \\(positive\\) instead of \\S+ \\(negative\\)");
  }

  @Test
  void swappedIdsAreNotLoaded() {
    CheckedRun ratings = checked(runs.ratings());
    swapLines(ratings.run(), "items.jsonl");

    Map<CheckRule, Finding> findings = ratings.publishedAgain().findings();
    assertThat(findings).containsOnlyKeys(CheckRule.LOADS_IN_SERVING_JVM);
    assertThat(findings.get(CheckRule.LOADS_IN_SERVING_JVM).sentence())
        .endsWith("line 2 is out of order (ids must ascend by bytes)");
  }

  @Test
  void truncatedFilesAreNotLoaded() {
    for (String file : List.of("weights.bin", "encoder.json", "signature.json")) {
      CheckedRun sales = checked(runs.sales());
      String uri = sales.run().model(file);
      byte[] whole = STORAGE.readBytes(uri);
      STORAGE.write(uri, Arrays.copyOf(whole, whole.length - 7));

      assertThat(failed(sales.findings())).containsExactly(CheckRule.LOADS_IN_SERVING_JVM);
      assertThat(failed(sales.publishedAgain().findings()))
          .as("%s cut off before it was published", file)
          .containsExactly(CheckRule.LOADS_IN_SERVING_JVM);
    }
  }

  @Test
  void encodersOfOtherModelsAreCaught() {
    CheckedRun sales = checked(runs.sales());
    String uri = sales.run().model("encoder.json");
    String encoder = STORAGE.readText(uri);

    STORAGE.write(uri, encoder.replaceFirst("\"divisor\" : 2(\\.0)?", "\"divisor\" : 3"));
    assertThat(failed(sales.publishedAgain().findings()))
        .as("fitted on other rows")
        .containsExactly(CheckRule.GOLDEN_ROWS, CheckRule.TEST_ROWS);
    STORAGE.write(uri, encoder.replace("\"NORTH\", \"SOUTH\"", "\"NORTH\", \"SOUTH\", \"WEST\""));
    assertThat(failed(sales.publishedAgain().findings()))
        .as("of another width")
        .containsExactly(CheckRule.LOADS_IN_SERVING_JVM);
    STORAGE.write(uri, encoder.replace("\"format-version\" : 1", "\"format-version\" : 0"));
    assertThat(failed(sales.publishedAgain().findings()))
        .as("of another format")
        .containsExactly(CheckRule.LOADS_IN_SERVING_JVM);
  }

  @Test
  void modelsWithoutRowsAreJudgedByTheirFilesAlone() {
    RunFolder run = runs.sales();
    ModelFolder folder = new ModelFolder(STORAGE, run);
    STORAGE.write(
        run.model("signature.json"), folder.signature().withGoldenRows(List.of()).toJson());

    Map<CheckRule, Finding> findings = new CheckedRun(run, List.of()).publishedAgain().findings();
    assertThat(findings.remove(CheckRule.LOADS_IN_SERVING_JVM).passed()).contains(true);
    assertThat(findings.values())
        .hasSize(5)
        .allSatisfy(found -> assertThat(found.passed()).isEmpty());
  }

  /** With test rows that the sound model answers. */
  private static CheckedRun checked(RunFolder run) {
    var model = new ModelFolder(STORAGE, run).model();
    List<Map<String, String>> cells =
        switch (run.job()) {
          case "ratings" -> List.of(Map.of("user", "BO", "item", "tea"));
          case "reviews" ->
              List.of(Map.of("text", "a bad film"), Map.of("text", "good <b>bad</b>"));
          default -> List.of(Map.of("amount", "7.25", "branch", "south"), Map.of("amount", "3"));
        };
    return new CheckedRun(
        run, cells.stream().map(row -> answered(row, model.predict(row))).toList());
  }

  private static GoldenRow answered(Map<String, String> cells, Prediction answer) {
    return new GoldenRow(cells, answer.value(), answer.label().orElse(""));
  }

  private static void swapLines(RunFolder run, String file) {
    String[] lines = STORAGE.readText(run.model(file)).split("\n");
    Stream<String> swapped =
        Stream.concat(Stream.of(lines[1], lines[0]), Arrays.stream(lines).skip(2));
    STORAGE.write(run.model(file), String.join("\n", swapped.toList()) + "\n");
  }

  private static List<CheckRule> failed(Map<CheckRule, Finding> findings) {
    return findings.values().stream()
        .filter(found -> found.passed().equals(Optional.of(false)))
        .map(Finding::rule)
        .toList();
  }
}
