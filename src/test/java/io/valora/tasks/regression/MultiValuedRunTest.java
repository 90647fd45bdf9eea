package io.valora.tasks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.LedgerBalance;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A table with cells of several values, and its run once the file has changed. */
@TestInstance(Lifecycle.PER_CLASS)
class MultiValuedRunTest {
  private static final int FILMS = 240;
  private static final String JOB =
      """
      job: films
      task: regression
      target: visitors
      ingest:
        source: %s/films.csv
        columns:
          - {name: genres, required: false}
          - {name: screens, type: int}
          - {name: visitors, type: double}
      features:
        columns:
          - {name: genres, kind: multi, separator: "|"}
          - {name: screens}
      network: {hidden: []}
      training: {epochs: 2}
      """;

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    Files.writeString(folder.resolve("films.csv"), films());
    runs = new SmallRuns(folder, "films").withJobFile(JOB.formatted(folder));
    first = runs.run("one", "--json");
  }

  /** Action brings 100 visitors, comedy 30, and a screen 2. */
  private static String films() {
    String[] genres = {"Action", "Comedy", "Action|Comedy", "Drama", "Comedy|Drama", ""};
    int[] worth = {100, 30, 130, 0, 30, 0};
    StringBuilder csv = new StringBuilder("genres,screens,visitors\n");
    for (int i = 0; i < FILMS; i++) {
      int screens = i % 17;
      csv.append("%s,%d,%d\n".formatted(genres[i % 6], screens, worth[i % 6] + 2 * screens));
    }
    return csv.toString();
  }

  @Test
  void endsWellWithOneObjectInPlaceOfItsLastLines() throws IOException {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(new ObjectMapper().readTree(first.out()).isObject()).isTrue();
    LedgerBalance.check(runs, "one", FILMS);
  }

  @Test
  void eachValueOfACellCounts() {
    double nothing = visitors("genres=Drama");
    assertThat(visitors("genres=")).isCloseTo(nothing, Offset.offset(5.0));
    assertThat(visitors("genres=Action") - nothing).isBetween(95.0, 105.0);
    assertThat(visitors("genres=Comedy|Action") - nothing).isBetween(125.0, 135.0);
  }

  @Test
  void changedFilesAreToldOfAndRefusedOnRequest() throws IOException {
    Path films = folder.resolve("films.csv");
    String before = Files.readString(films);
    Files.writeString(films, before + "Action,3,106\n");
    try {
      ProgramRun again = runs.run("one");
      assertThat(again.code()).isZero();
      assertThat(again.out()).contains("was already published; nothing was changed");
      ProgramRun strict = runs.run("one", "--strict-inputs");
      assertThat(strict.code()).isEqualTo(2);
      assertThat(strict.err())
          .contains("Cannot keep the run: ", "films.csv has changed since run r1 read it")
          .doesNotContain("\tat ");
    } finally {
      Files.writeString(films, before);
    }
    assertThat(runs.run("one", "--strict-inputs").code()).isZero();
  }

  private double visitors(String genres) {
    String answer = runs.read("predict", "one", genres, "screens=5").out();
    return Double.parseDouble(answer.strip().replaceAll("visitors: (-?[0-9.]+).*", "$1"));
  }
}
