package io.valora.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.testing.ProgramRun;
import io.valora.testing.feedback.ServedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Pages of monitoring, labelling and the goal in a real browser. */
class OutcomePagesIT {
  private static final List<String> WORDS =
      List.of("a", "the", "film", "good", "bad", "boring", "great", "plot", "unseenword", "actors");
  private static final int SHEET = 12;
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-02");

  @TempDir private static Path folder;
  private static final Map<String, Path> PAGES = new LinkedHashMap<>();
  private static final Random RANDOM = new Random(5);
  private static Chromium chromium;

  @BeforeAll
  static void write() throws IOException {
    assumeTrue(Chromium.isHere(), "Chromium or its driver isn't installed");
    SampleRuns.keepQueriesSmall();
    for (String job : List.of("ratings", "reviews", "marketing")) {
      valora(0, "run", "jobs/%s.yaml".formatted(job), "--run-id", "r1");
    }
    Path visits = folder.resolve("visits.csv");
    Files.writeString(visits, visits());
    valora(7, "monitor", "r1", "--job", "ratings", "--by", "day", "--input", visits.toString());
    PAGES.put("monitoring-ratings", page("ratings/monitoring/r1/monitoring.html"));
    Path reviews = folder.resolve("reviews.tsv");
    Files.writeString(reviews, reviews());
    valora(7, "monitor", "r1", "--job", "reviews", "--input", reviews.toString());
    PAGES.put("monitoring-reviews", page("reviews/monitoring/r1/monitoring.html"));
    label("reviews", reviews);
    Path spent = folder.resolve("spent.csv");
    Files.writeString(spent, "monto_invertido\n85\n120.5\n200\n310\n64\n");
    label("marketing", spent);
    goal();
    chromium = new Chromium(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Twenty days; on the last ten half of the visitors are new. */
  private static String visits() {
    StringBuilder rows =
        new StringBuilder(
            "ID_CLIENTE,NOMBRE_CORTO_DE_EXPERIENCIA,CALIFICACION,FECHA_INTERACCION\n");
    for (int row = 0; row < 2000; row++) {
      int day = 1 + row / 100;
      rows.append(
          "%s%d,museum %d,%d,3/%d/2026 10:%02d%n"
              .formatted(
                  day > 10 && row % 2 == 0 ? "new" : "",
                  RANDOM.nextInt(500),
                  RANDOM.nextInt(40),
                  1 + RANDOM.nextInt(5),
                  day,
                  row % 60));
    }
    return rows.toString();
  }

  private static String reviews() {
    StringBuilder rows = new StringBuilder("label\ttext\n");
    for (int row = 0; row < 200; row++) {
      rows.append(row % 2).append('\t');
      for (int word = 0; word < 30; word++) {
        rows.append(WORDS.get(RANDOM.nextInt(WORDS.size()))).append(' ');
      }
      rows.append("<b>&amp; number ").append(row).append('\n');
    }
    return rows.toString();
  }

  private static void label(String job, Path input) throws IOException {
    valora(
        0,
        "label",
        "r1",
        "--job",
        job,
        "--n",
        Integer.toString(SHEET),
        "--input",
        input.toString());
    try (Stream<Path> files = Files.list(page(job + "/feedback/asked"))) {
      PAGES.put(
          "label-" + job,
          files.filter(file -> file.toString().endsWith(".html")).findFirst().orElseThrow());
    }
  }

  /** Two runs and a control, over six weeks. */
  private static void goal() throws IOException {
    ServedLog log = new ServedLog(page("ratings"));
    StringBuilder shown = new StringBuilder();
    StringBuilder said = new StringBuilder();
    for (int row = 0; row < 4200; row++) {
      String time = FIRST_DAY.plusDays(row / 100) + "T10:00:00Z";
      boolean control = row % 4 == 0;
      shown.append(
          "{\"time\":\"%s\",\"run\":\"%s\",\"prediction\":\"p%d\",\"arm\":\"%s\",\"user\":\"u%d\",\"control\":0.25,\"items\":[]}%n"
              .formatted(time, row < 2000 ? "r0" : "r1", row, control ? "control" : "model", row));
      if (RANDOM.nextDouble() < (control ? 0.1 : 0.2)) {
        said.append(
            "{\"time\":\"%s\",\"prediction\":\"p%d\",\"event\":\"clicked\"}%n"
                .formatted(time, row));
      }
    }
    log.predictions("2026-03-02/100000-a.jsonl", shown.toString());
    log.feedback("2026-03-02/100000-a.jsonl", said.toString());
    Path job = folder.resolve("ratings.yaml");
    Files.writeString(
        job,
        Files.readString(Path.of("jobs/ratings.yaml"))
            + "\ngoal: {event: clicked, window: 3 days, value: 2 EUR}\n");
    valora(0, "goal", job.toString());
    PAGES.put("goal", page("ratings/goal/goal.html"));
  }

  private static Path page(String name) {
    return folder.resolve("root").resolve(name);
  }

  private static void valora(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--root", folder.resolve("root").toString()));
    if (all.get(0).equals("run")) {
      all.addAll(List.of("--set", "baselines.include=[]"));
    }
    ProgramRun end = ProgramRun.of(all.toArray(String[]::new));
    assertThat(end.code()).as(end.out() + end.err()).isEqualTo(code);
  }

  private static void open(Path page) {
    chromium.driver().get(page.toUri().toString());
    chromium.run("await new Promise(done => setTimeout(done, 300))");
  }

  @Test
  void axeFindsNothing() {
    for (String scheme : List.of("light", "dark")) {
      chromium.prefer(scheme);
      for (int width : new int[] {360, 1280}) {
        chromium.resize(width, 800);
        PAGES.forEach(
            (name, page) -> {
              open(page);
              chromium.keepPicture("%s-%s-%d".formatted(name, scheme, width));
              assertThat(chromium.axe()).as("%s %s %d", name, scheme, width).isEmpty();
            });
      }
    }
    chromium.prefer("");
  }

  @Test
  void nothingScrollsSidewaysAndNothingIsAskedOfTheNetwork() {
    for (int width : new int[] {360, 1280}) {
      chromium.resize(width, 800);
      PAGES.forEach(
          (name, page) -> {
            chromium.requests();
            chromium.complaints();
            open(page);
            assertThat(chromium.sideways()).as("%s %d", name, width).isLessThanOrEqualTo(0);
            assertThat(chromium.requests())
                .as(name)
                .allMatch(address -> address.startsWith("data:") || address.startsWith("file:"));
            assertThat(chromium.complaints()).as(name).isEmpty();
          });
    }
  }

  @Test
  void chartsAreDrawn() {
    chromium.resize(1280, 900);
    for (String name : List.of("monitoring-ratings", "monitoring-reviews", "goal")) {
      open(PAGES.get(name));
      JsonNode marks =
          chromium.json(
              "return [...document.querySelectorAll('svg')].map(one => one.querySelectorAll('path, rect, circle, line').length)");
      assertThat(marks).as(name).isNotEmpty().allMatch(count -> count.asInt() > 0);
    }
  }

  @Test
  void labelsAreGivenByKeysKeptAndExported() {
    open(PAGES.get("label-reviews"));
    press("1", "2", "1");
    assertThat(status()).startsWith("3 of %d labelled".formatted(SHEET));
    press(Keys.ARROW_LEFT, Keys.DELETE);
    assertThat(status()).startsWith("2 of %d labelled".formatted(SHEET));
    open(PAGES.get("label-reviews"));
    assertThat(status()).startsWith("2 of %d labelled".formatted(SHEET));
    assertThat(exported()).hasSize(3).startsWith("prediction,label,time");
  }

  @Test
  void numbersAreTypedAndKept() {
    open(PAGES.get("label-marketing"));
    press("1", "7", ".", "5", Keys.ENTER);
    assertThat(status()).startsWith("1 of ");
    assertThat(exported()).hasSize(2).element(1).asString().contains(",17.5,");
  }

  private static void press(CharSequence... keys) {
    for (CharSequence key : keys) {
      new Actions(chromium.driver()).sendKeys(key).perform();
    }
  }

  private static String status() {
    return chromium.driver().findElement(By.id("status")).getText();
  }

  /** The lines of what the page's button exports. */
  private static List<String> exported() {
    chromium.run(
        "URL.createObjectURL = blob => { window.kept = blob; return 'data:,'; };"
            + "URL.revokeObjectURL = () => {};"
            + "HTMLAnchorElement.prototype.click = () => {};");
    chromium.driver().findElement(By.id("export")).click();
    return ((String) chromium.run("return window.kept.text()")).lines().toList();
  }
}
