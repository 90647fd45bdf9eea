package io.valora.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.valora.features.text.TextAnalyzer;
import io.valora.model.GoldenRow;
import io.valora.model.InputProblem;
import io.valora.model.Model;
import io.valora.model.Signature;
import io.valora.models.ItemStars;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.models.TextModel;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.export.GoldenDoors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Exported pages in a real browser, from the file system and without a network. */
class BrowserPageIT {
  private static final double CLOSE = 1e-5;
  private static final long MOST_BYTES = 1_500_000;
  private static final int REVIEWS = 1000;

  @TempDir private static Path folder;
  private static SampleRuns runs;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Chromium.isHere(), "Chromium or its driver isn't installed");
    runs = new SampleRuns(folder);
    runs.train();
    chromium = new Chromium(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Stream<String> jobs() {
    return Stream.concat(SampleRuns.SAMPLES.stream(), SampleRuns.OTHERS.stream());
  }

  @Test
  void goldenRowsHaveTheAnswersOfTheExport() {
    for (String job : jobs().toList()) {
      for (String precision : List.of("fp32", "int8")) {
        compareGoldenRows(job, precision);
      }
    }
  }

  /** One file of golden rows, everything that answers for a run, and their table. */
  @Test
  void goldenRowsHaveTheSameAnswersEverywhere() {
    for (String job : jobs().toList()) {
      RunFolder run = new RunFolder(runs.root(), job, "r1");
      GoldenDoors doors = new GoldenDoors(Path.of(runs.root()), run, runs.onnx(job));
      Map<String, double[]> answers = doors.answers();
      chromium.open(runs.page(job, "fp32"));
      answers.put(
          "browser",
          doors.each(
              row ->
                  chromium
                      .json(
                          "return (await window.valora).predict(arguments[0])",
                          GoldenDoors.cells(row))
                      .get("value")
                      .asDouble()));
      System.out.println(GoldenDoors.table(job, answers));
      double[] golden = answers.get("golden.json");
      answers.forEach(
          (door, found) -> {
            for (int row = 0; row < golden.length; row++) {
              assertThat(found[row])
                  .as("%s by %s", job, door)
                  .isCloseTo(
                      golden[row], Offset.offset(CLOSE * Math.max(1, Math.abs(golden[row]))));
            }
          });
    }
  }

  @Test
  void onnxRuntimeInThePageHasTheSameAnswers() {
    String files = System.getenv("ONNXRUNTIME_WEB");
    assumeTrue(files != null, "ONNXRUNTIME_WEB is not set: the folder dist of onnxruntime-web");
    for (String job : jobs().toList()) {
      compareGoldenRows(job, "fp32", "--runtime", "onnx", "--runtime-files", files);
      compareGoldenRows(job, "int8", "--runtime", "onnx", "--runtime-files", files);
    }
  }

  /** Prints how far the browser is from the run's model and from plain Java with its weights. */
  private static void compareGoldenRows(String job, String precision, String... more) {
    Path page = runs.page(job, precision, more);
    chromium.requests();
    chromium.open(page);
    JsonNode rows =
        chromium.json(
            "const page = await window.valora; return Promise.all(page.goldenRows.map(async row =>"
                + " ({ ...row, found: await page.predict(row.cells) })));");
    assertThat(rows).isNotEmpty();
    double unit = model(job).signature().output().scale().standardDeviation();
    double fromJava = 0;
    double fromRun = 0;
    for (JsonNode row : rows) {
      double found = row.at("/found/value").asDouble(Double.NaN);
      fromJava = Math.max(fromJava, Math.abs(found - row.get("answer").asDouble()) / unit);
      fromRun = Math.max(fromRun, Math.abs(found - row.get("answer-of-run").asDouble()) / unit);
      assertThat(row.at("/found/label")).isEqualTo(row.path("class"));
    }
    System.out.printf(
        "%-10s %s %-4s %2d golden rows: %.1e from plain Java, %.1e from the run's model%n",
        job, precision, more.length > 0 ? "onnx" : "js", rows.size(), fromJava, fromRun);
    assertThat(fromJava).as(job + precision).isLessThanOrEqualTo(CLOSE);
    assertThat(fromRun).as(job).isLessThanOrEqualTo(precision.equals("fp32") ? CLOSE : 0.1);
    assertThat(chromium.driver().findElement(By.id("checked")).getText())
        .contains("In this browser all %d have the answers".formatted(rows.size()));
    assertThat(others(page)).isEmpty();
  }

  /** Addresses of requests but that of the page, and of what is within it. */
  private static List<String> others(Path page) {
    List<String> requests = chromium.requests();
    assertThat(requests).contains(page.toUri().toString());
    return requests.stream()
        .filter(address -> !address.startsWith("data:") && !address.startsWith("blob:"))
        .filter(address -> !address.equals(page.toUri().toString()))
        .toList();
  }

  @Test
  void nothingIsAskedOfTheNetwork() {
    for (String job : SampleRuns.SAMPLES) {
      Path page = runs.page(job, "int8");
      chromium.requests();
      chromium.complaints();
      chromium.open(page);
      chromium.driver().findElement(By.cssSelector("#examples button")).click();
      chromium.driver().findElement(By.cssSelector("button[type=submit]")).click();
      chromium.run("return window.valora");
      assertThat(others(page)).isEmpty();
      assertThat(chromium.complaints()).isEmpty();
      assertThat(
              (String)
                  chromium.run(
                      "try { await fetch('data:,x'); return 'sent'; } catch (e) { return 'refused'; }"))
          .isEqualTo("refused");
      chromium.complaints();
    }
  }

  @Test
  void pagesOfTheSamplesAreSmall() throws IOException {
    for (String job : SampleRuns.SAMPLES) {
      assertThat(Files.size(runs.page(job, "fp32"))).isLessThanOrEqualTo(MOST_BYTES);
      assertThat(Files.size(runs.page(job, "int8"))).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  @Test
  void listsAreThoseOfTheModel() {
    for (String job : List.of("ratings", "tutorial", "factors")) {
      PairModel model = (PairModel) model(job);
      chromium.open(runs.page(job, "fp32"));
      for (String user : List.of(model.users().id(1), model.users().id(17), "nobody")) {
        List<ItemStars> expected = model.topN(user, 20, Set.of());
        JsonNode found =
            chromium.json("return (await window.valora).list({ user: arguments[0] }, 20)", user);
        assertThat(found.get("known").asBoolean()).isEqualTo(model.knowsUser(user));
        assertThat(found.get("items")).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          JsonNode item = found.get("items").get(i);
          assertThat(item.get(0).asText()).as(job).isEqualTo(expected.get(i).item());
          assertThat(item.get(1).asDouble())
              .isCloseTo(expected.get(i).stars(), Offset.offset(CLOSE));
        }
      }
    }
  }

  @Test
  void rowsAreTypedAsIngestTypesThem() {
    for (String job : List.of("ratings", "factors", "columns")) {
      Model model = model(job);
      chromium.open(runs.page(job, "fp32"));
      for (Map<String, String> cells : rows(model.signature())) {
        JsonNode found = chromium.json("return (await window.valora).predict(arguments[0])", cells);
        String expected = expected(model, cells);
        if (expected.isEmpty()) {
          double value = model.predict(model.signature().typed(cells)).value();
          assertThat(found.path("value").asDouble())
              .as("%s %s %s", job, cells, found)
              .isCloseTo(value, Offset.offset(1e-9 + CLOSE * Math.abs(value)));
        } else {
          assertThat(found.at("/problems/0").asText()).as("%s %s", job, cells).isEqualTo(expected);
        }
      }
    }
  }

  /** Golden rows, each with one cell in other words. */
  private static List<Map<String, String>> rows(Signature signature) {
    List<String> cells =
        List.of(
            "",
            "0",
            " 17 ",
            "1e2",
            "-3.5",
            "0x10",
            "1e400",
            "12.50",
            "4,5",
            "NaN",
            "2021-02-28",
            "2021-02-29",
            "2024-02-29",
            "1899-12-31",
            "881250949",
            "1e9",
            "881250949.5",
            "99999999999999",
            "99999999999999999999",
            "1970-1-1",
            "nobody\u00a0 \u200b",
            "\u0130X",
            "<b>&amp;\uD83D\uDE00");
    List<Map<String, String>> rows = new ArrayList<>();
    GoldenRow golden = signature.goldenRows().get(0);
    for (String input : signature.names()) {
      for (String cell : cells) {
        Map<String, String> row = new LinkedHashMap<>(golden.cells());
        row.put(input, cell);
        rows.add(row);
      }
    }
    return rows;
  }

  /** The first problem of a row by the grammar of messages; empty for a good one. */
  private static String expected(Model model, Map<String, String> cells) {
    List<InputProblem> problems = new ArrayList<>();
    model.signature().typed(cells, problems);
    return problems.isEmpty() ? "" : problems.get(0).message("row").replace(" row.", " ");
  }

  @Test
  void textsThatNobodyShouldSendAreAnswered() {
    chromium.open(runs.page("reviews", "int8"));
    TextModel model = (TextModel) model("reviews");
    String long_ = "The film was not good, <b>really</b> bad! ".repeat(25_000);
    for (String text :
        List.of(
            "",
            "(unseen)",
            "\u0000",
            "\uD800",
            "<script>",
            "&#0;",
            long_,
            "\u0301".repeat(10_000),
            "<".repeat(10_000),
            "<a b='".repeat(2_000),
            "a&".repeat(10_000))) {
      JsonNode found =
          chromium.json(
              "return (await window.valora).predict({ text: JSON.parse(arguments[0]) })",
              json(text));
      assertThat(found.path("value").isNumber()).as(found.toString()).isTrue();
      double expected = model.predict(new Object[] {text}).value();
      assertThat(found.get("value").asDouble())
          .as(json(text.substring(0, Math.min(20, text.length()))))
          .isCloseTo(expected, Offset.offset(0.02));
    }
  }

  /** In ASCII: the driver's protocol has no halves of surrogate pairs. */
  private static String json(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text))
        .codePoints()
        .collect(
            () -> new StringBuilder("\""),
            (out, point) -> {
              if (point < 0x80) {
                out.append((char) point);
              } else {
                for (char unit : Character.toChars(point)) {
                  out.append("\\u%04x".formatted((int) unit));
                }
              }
            },
            StringBuilder::append)
        .append('"')
        .toString();
  }

  @Test
  void reviewsHaveTheWordsAndDecisionsOfTheJvm() throws IOException {
    String imdb = System.getenv("IMDB");
    assumeTrue(imdb != null, "IMDB is not set");
    chromium.open(runs.page("reviews", "fp32"));
    TextModel model = (TextModel) model("reviews");
    TextAnalyzer words = new TextAnalyzer(model.encoder().config().words());
    int same = 0;
    int decided = 0;
    List<String> texts = reviews(Path.of(imdb, "test.tsv.gz"));
    for (String text : texts) {
      JsonNode found =
          chromium.json(
              "const page = await window.valora; return { words: page.words(arguments[0]).join(' '),"
                  + " label: (await page.predict({ text: arguments[0] })).label };",
              text);
      same += found.get("words").asText().equals(String.join(" ", words.terms(text))) ? 1 : 0;
      String label = model.predict(new Object[] {text}).label().orElseThrow();
      decided += found.get("label").asText().equals(label) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo((int) (0.999 * texts.size()));
    assertThat(decided).isGreaterThanOrEqualTo((int) (0.999 * texts.size()));
  }

  private static List<String> reviews(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).limit(REVIEWS).map(line -> line.split("\t", 4)[3]).toList();
    }
  }

  @Test
  void axeFindsNothing() {
    for (String scheme : List.of("light", "dark")) {
      chromium.prefer(scheme);
      for (String job : SampleRuns.SAMPLES) {
        chromium.open(runs.page(job, "int8"));
        for (String state : List.of("opened", "answered", "problem", "list")) {
          bring(job, state);
          assertThat(chromium.axe()).as("%s %s %s", job, scheme, state).isEmpty();
        }
      }
    }
    chromium.prefer("");
  }

  private static void bring(String job, String state) {
    switch (state) {
      case "answered" -> example();
      case "problem" -> {
        WebElement field =
            chromium.driver().findElement(By.cssSelector("#inputs input, #inputs textarea"));
        field.clear();
        submit();
      }
      case "list" -> {
        if (job.equals("ratings")) {
          example();
          chromium.driver().findElement(By.id("lists")).click();
        }
      }
      default -> {}
    }
    chromium.run("return window.valora");
  }

  private static void example() {
    chromium.driver().findElement(By.cssSelector("#examples button")).click();
    chromium.run("await window.valora; await new Promise(done => setTimeout(done, 200));");
  }

  private static void submit() {
    chromium.driver().findElement(By.cssSelector("button[type=submit]")).click();
  }

  @Test
  void nothingScrollsSidewaysOnAPhone() {
    for (int width : new int[] {360, 1280}) {
      chromium.resize(width, 800);
      for (String job : SampleRuns.SAMPLES) {
        chromium.open(runs.page(job, "int8"));
        for (String state : List.of("opened", "answered", "problem", "list")) {
          bring(job, state);
          chromium.run("window.scrollTo(0, 0)");
          chromium.keepPicture("browser-%s-%s-%d".formatted(job, state, width));
          assertThat(chromium.sideways()).as("%s %s %d", job, state, width).isLessThanOrEqualTo(0);
        }
      }
    }
    chromium.resize(1280, 900);
  }

  @Test
  void aKeyboardIsEnough() {
    chromium.open(runs.page("ratings", "fp32"));
    press(Keys.TAB);
    type("nobody at all");
    press(Keys.TAB);
    type(((PairModel) model("ratings")).items().id(1));
    press(Keys.ENTER);
    chromium.run("await new Promise(done => setTimeout(done, 200))");
    assertThat(result()).contains("Answer", "stars", "Training never saw this user");
    assertThat(chromium.driver().findElement(By.id("result")).getAttribute("aria-live"))
        .isEqualTo("polite");
    press(Keys.TAB);
    press(Keys.TAB);
    assertThat(chromium.driver().switchTo().activeElement().getText())
        .isEqualTo("List for this user");
    press(Keys.SPACE);
    chromium.run("await new Promise(done => setTimeout(done, 200))");
    assertThat(result()).contains("Popular, since training never saw nobody at all");
    press(Keys.TAB);
    press(Keys.ENTER);
    chromium.run("await new Promise(done => setTimeout(done, 200))");
    assertThat(result()).startsWith("Answer").doesNotContain("never saw this user");
  }

  private static void press(Keys key) {
    new Actions(chromium.driver()).sendKeys(key).perform();
  }

  private static void type(String text) {
    new Actions(chromium.driver()).sendKeys(text).perform();
  }

  private static String result() {
    return chromium.driver().findElement(By.id("result")).getText();
  }

  @Test
  void problemsStandBesideTheirFields() {
    chromium.open(runs.page("marketing", "fp32"));
    WebElement field = chromium.driver().findElement(By.id("input-monto_invertido"));
    field.sendKeys("much");
    submit();
    WebElement problem = chromium.driver().findElement(By.id("problem-monto_invertido"));
    assertThat(problem.getText()).isEqualTo("Invalid monto_invertido: 'much' (must be a number)");
    assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(field.getAttribute("aria-describedby")).isEqualTo("problem-monto_invertido");
    assertThat(chromium.driver().switchTo().activeElement()).isEqualTo(field);
    field.clear();
    field.sendKeys("-1");
    submit();
    assertThat(problem.getText()).isEqualTo("Invalid monto_invertido: -1 (must be at least 0.0)");
    field.clear();
    field.sendKeys("85");
    submit();
    assertThat(problem.isDisplayed()).isFalse();
  }

  private static Model model(String job) {
    return new ModelFolder(Storage.ofThisMachine(), new RunFolder(runs.root(), job, "r1")).model();
  }
}
