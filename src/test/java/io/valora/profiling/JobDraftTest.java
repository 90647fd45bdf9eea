package io.valora.profiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.tasks.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobDraftTest {
  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void ratingsAreReadUnderEachDelimiter(String delimiter) {
    String text =
        draft(
            table(
                    "userId,movieId,rating,timestamp",
                    i -> "u%d,%d,%d,%d".formatted(i % 20, i % 17, 1 + i % 5, 1_600_000_000 + i))
                .replace(",", delimiter));
    assertThat(text)
        .contains("task: rating ")
        .contains("- {name: user, source: userId}")
        .contains("- {name: item, source: movieId}")
        .contains("- {name: rating, type: double, min: 1, max: 5}")
        .contains("- {name: time, source: timestamp, type: epoch-seconds}");
    assertThat(text.contains("delimiter: ")).isEqualTo(";|".contains(delimiter));
    assertThat(text.contains("format: tsv")).isEqualTo(delimiter.equals("\t"));
  }

  @Test
  void ratingsWithoutAHeaderAreFoundByPosition() {
    assertThat(
            draft(
                rows(i -> "%d\t%d\t%d\t%d".formatted(i % 20, i % 17, 1 + i % 5, 881_250_949 + i))))
        .contains("header: false")
        .contains("- {name: user, position: 1}")
        .contains("- {name: rating, position: 3, type: double, min: 1, max: 5}")
        .contains("- {name: time, position: 4, type: epoch-seconds}");
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 'min: 1, max: 5'", "0, 10, 'min: 0, max: 10'", "1, 10, 'min: 1, max: 10'"})
  void theScaleOfRatingsIsTheSmallestThatHoldsThem(int least, int most, String bounds) {
    int steps = most - least + 1;
    assertThat(
            draft(
                table(
                    "user,item,stars",
                    i -> "u%d,i%d,%d".formatted(i % 20, i % 7, least + i % steps))))
        .contains(bounds);
  }

  @Test
  void aFewRatingsBeyondTheScaleAreNoEndOfIt() {
    assertThat(
            draft(
                table(
                    "user,item,stars",
                    i -> "u%d,i%d,%d".formatted(i % 20, i % 7, i == 3 ? 99 : 1 + i % 5))))
        .contains("min: 1, max: 5");
  }

  @Test
  void rowsThatRepeatAreTold() {
    assertThat(
            draft(table("user,item,stars", i -> "u%d,i%d,%d".formatted(i % 20, i % 3, 1 + i % 4))))
        .contains("# 140 rows name a user and item that an earlier row names; all stay.")
        .contains("# 140 rows repeat an earlier row; to drop them: ingest.duplicates: drop-exact");
  }

  @Test
  void idsWrittenWithAPointAreWholeNumbers() {
    assertThat(
            draft(
                table(
                    "user,item,rating",
                    i ->
                        "%d%s,i%d,%d".formatted(i % 20, i % 2 == 0 ? ".0" : "", i % 7, 1 + i % 5))))
        .contains("{name: user, type: long}")
        .contains("some are written like 12.0, which is 12");
  }

  @Test
  void leadingZerosOfIdsStay() {
    assertThat(
            draft(
                table("user,item,rating", i -> "%05d,i%d,%d".formatted(i % 20, i % 7, 1 + i % 5))))
        .contains("- {name: user} ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "neg, pos, `{\"neg\": 0, \"pos\": 1}`",
        "ham, spam, `{\"ham\": 0, \"spam\": 1}`",
        "0, 4, `{\"0\": 0, \"4\": 1}`",
        "1, 2, `{\"1\": 0, \"2\": 1}`",
        "-1, 1, `{\"-1\": 0, \"1\": 1}`",
        "apples, pears, `{\"apples\": 0, \"pears\": 1}`",
      })
  void labelsInWordsAndNumbersBecomeZeroAndOne(String zero, String one, String values) {
    assertThat(
            draft(
                table(
                    "text,label",
                    i -> "a long day number %d,%s".formatted(i, i % 2 == 0 ? zero : one))))
        .contains("values: " + values);
  }

  @Test
  void numbersCategoriesAndTimesPredictTheOneThatIsNamedSo() {
    String text =
        draft(
            table(
                "Id,fixed acidity,pH,Town,Sold,Constant,SalePrice",
                i ->
                    "%d,%s,%d.5,%s,%d/%d/2025,7,%d"
                        .formatted(
                            i,
                            i % 9 == 0 ? "NA" : "1." + i,
                            i % 14,
                            i % 3 == 0 ? "Norte" : "Sur",
                            1 + i % 12,
                            1 + i % 28,
                            900 + 20 * i)));
    assertThat(text)
        .contains("target: saleprice ")
        .contains("missing: [\"NA\"]")
        .contains(
            "- {name: fixed_acidity, source: \"fixed acidity\", type: double, required: false}")
        .contains("- {name: ph, source: pH, type: double, required: false}")
        .contains("type: timestamp, pattern: \"M/d/yyyy\", required: false}")
        .contains("# Left out: Id (it numbers the rows)")
        .contains("# Left out: Constant (it has one value in all rows)");
  }

  @Test
  void daysBeforeMonthsAreToldByDaysAboveTwelve() {
    assertThat(
            draft(table("fecha,ventas", i -> "%d/%d/2025,%d".formatted(1 + i % 28, 1 + i % 12, i))))
        .contains("pattern: \"d/M/yyyy\"");
  }

  @Test
  void timesInSpanishAreReadInTheirLanguage() {
    assertThat(
            draft(
                table(
                    "fecha,ventas",
                    i -> "%d ene 2024 %d:05 p. m.,%d".formatted(1 + i % 28, 1 + i % 12, i))))
        .contains("pattern: \"d MMM yyyy h:mm a\", locale: es");
  }

  @Test
  void numbersWithCommasKeepTheirDecimals() {
    assertThat(draft(table("gasto;ventas", i -> "%d.%03d,5;%d,25".formatted(1 + i % 9, i, i))))
        .contains("{name: gasto, type: double, decimal: \",\", thousands: \".\", required: false}")
        .contains("{name: ventas, type: double, decimal: \",\", thousands: \".\"}");
  }

  @Test
  void rowsWithoutATargetAreDropped() {
    assertThat(draft(table("area,price", i -> "%d,%s".formatted(i, i % 3 == 0 ? "" : "9" + i))))
        .contains("drop: {price: [\"\"]}")
        .contains("67 rows without the target: nothing to learn from")
        .doesNotContain("max-bad-fraction");
  }

  @Test
  void zerosBesideStarsFromOneOnAreNotRated() {
    assertThat(draft(table("user,item,rating", i -> "u%d,i%d,%d".formatted(i % 20, i % 7, i % 6))))
        .contains("min: 1, max: 5")
        .contains("drop: {rating: [\"0\"]}")
        .contains("34 of 200 ratings are 0, which is likely \"not rated\"");
  }

  @Test
  void rowsThatAreBadRaiseTheShareThatIsLetBe() {
    assertThat(
            draft(
                table(
                    "user,item,stars",
                    i ->
                        "u%d,i%d,%s"
                            .formatted(i % 20, i % 7, i % 10 == 0 ? "" : "" + (1 + i % 5)))))
        .contains("max-bad-fraction: 0.12")
        .contains("20 of 200 rows lack a value or have one of another type");
  }

  @Test
  void anotherTaskThanTheLikeliestCanBeAskedFor() {
    String ratings =
        table("user,item,rating", i -> "u%d,i%d,%d".formatted(i % 20, i % 7, 1 + i % 5));
    assertThat(JobDraft.of(head(ratings), "t.csv", "t", Optional.of("regression")).text())
        .contains("task: regression")
        .contains("target: rating ");
  }

  @Test
  void aTableThatFitsNoTaskIsRefusedWithItsColumns() {
    assertThatThrownBy(() -> draft(table("name,town", i -> "n%d,t%d".formatted(i, i))))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot write a job for t.csv: its columns (name, town) fit no task of rating, sentiment, regression");
  }

  static String table(String header, IntFunction<String> row) {
    return header + "\n" + rows(row);
  }

  static String rows(IntFunction<String> row) {
    return IntStream.range(0, 200).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  private static TableHead head(String text) {
    return TableHead.ofText(new TextHead("t.csv", text, "UTF-8", true));
  }

  /** The job file, which must be one that a run takes. */
  static String draft(String table) {
    String text = JobDraft.of(head(table), "t.csv", "t", Optional.empty()).text();
    JobConfig.of(Tasks.ALL, "t.yaml", JobText.parse("t.yaml", text), List.of());
    return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }
}
