package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.evaluation.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of the specification is what {@link #example} is written as. */
class ClassificationJsonTest {
  private static final Path SPECIFICATION = Path.of("src/docs/sentiment-metrics-json.md");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theExampleOfTheSpecificationIsWhatIsWritten() throws IOException {
    Matcher example =
        Pattern.compile("(?s)```json\\n(.*?)```").matcher(Files.readString(SPECIFICATION));
    assertThat(example.find()).isTrue();

    assertThat(JSON.readTree(ClassificationWriter.write(example())))
        .isEqualTo(JSON.readTree(example.group(1)));
  }

  static ClassificationResult example() {
    double undefined = Double.NaN;
    ClassificationMetrics test =
        new ClassificationMetrics(
            new ConfusionCounts(2, 1, 6, 1),
            new Interval(0.49, 0.94),
            0.5,
            0.125,
            0.0625,
            0.75,
            0.8);
    ClassificationMetrics majority =
        new ClassificationMetrics(
            new ConfusionCounts(0, 0, 7, 3), new Interval(0.4, 0.9), 0.625, 0.25, 0, 0.5, 0.3);
    ClassificationEvaluation model =
        new ClassificationEvaluation(
            0.5,
            test,
            List.of(new ClassSlice("label", "1", 3, 2), new ClassSlice("words", "above 400", 0, 0)),
            List.of(
                new CalibrationBin(0, 0.5, 7, 0.25, 0.125),
                new CalibrationBin(0.5, 1, 0, undefined, undefined)),
            List.of(new RocPoint(1, 0, 0), new RocPoint(0.5, 0.125, 0.625), new RocPoint(0, 1, 1)),
            List.of(
                new Misclassified(
                    7,
                    0,
                    0.9375,
                    "Could have been great.",
                    List.of(new WordWeight("great", 1.5)))));
    return new ClassificationResult(
        model,
        Map.of("majority-class", majority),
        new OverfittingVerdict(OptionalInt.of(3), 0.25, "The validation loss turned."),
        ClassCounts.NONE);
  }
}
