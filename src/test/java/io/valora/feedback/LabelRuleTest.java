package io.valora.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.feedback.LabelRule.NoValue;
import io.valora.feedback.LabelRule.Value;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.scoring.TinyRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelRuleTest {
  private static final Storage STORAGE = Storage.ofThisMachine();

  @TempDir private Path root;

  @Test
  void aClassifiersLabelIsAClassByNameOrNumber() {
    LabelRule rule = rule(new TinyRuns(root).reviews());
    assertThat(rule.hold("positive")).isEqualTo(new Value("positive", 1));
    assertThat(rule.hold(" negative ")).isEqualTo(new Value("negative", 0));
    assertThat(rule.hold("1")).isEqualTo(new Value("positive", 1));
    assertThat(rule.hold("0.0")).isEqualTo(new Value("negative", 0));
    for (String label : new String[] {"lots", "2", "-1", "0.5", "NaN", "1e400", "Positive", ""}) {
      assertThat(rule.hold(label))
          .isEqualTo(
              new NoValue(
                  "label must be one of negative, positive, or 0 to 1, not '%s'".formatted(label)));
    }
  }

  @Test
  void starsAreNumbersWithinTheBoundsOfTheirColumn() {
    LabelRule rule = rule(new TinyRuns(root).ratings());
    assertThat(rule.hold("4.50")).isEqualTo(new Value("4.5", 4.5));
    assertThat(rule.hold("5.0")).isEqualTo(new Value("5", 5));
    assertThat(rule.hold("6")).isEqualTo(new NoValue("label must be at most 5.0, not 6"));
    assertThat(rule.hold("lots")).isEqualTo(new NoValue("label must be a number, not 'lots'"));
    assertThat(rule.hold("NaN")).isEqualTo(new NoValue("label must be a number, not 'NaN'"));
    assertThat(rule.hold("1e400"))
        .isEqualTo(
            new NoValue("label must be a number that fits 64-bit floating point, not '1e400'"));
    assertThat(rule.hold("")).isEqualTo(new NoValue("label is missing"));
  }

  @Test
  void starsWithoutDeclaredBoundsAreThoseOfTraining() throws Exception {
    RunFolder run = new TinyRuns(root).ratings();
    Path json = Path.of(run.runJson().replaceFirst("^file:", ""));
    Files.writeString(json, Files.readString(json).replaceAll("\"(min|max)\" : [15][.0]*,?", ""));
    assertThat(rule(run).hold("99").toString()).contains("label must be from 1", "not '99'");
    assertThat(rule(run).hold("2")).isEqualTo(new Value("2", 2));
  }

  @Test
  void anyNumberIsALabelOfARegression() {
    LabelRule rule = rule(new TinyRuns(root).sales());
    assertThat(rule.hold("-1e3")).isEqualTo(new Value("-1000", -1000));
    assertThat(rule.hold("0.1")).isEqualTo(new Value("0.1", 0.1));
    assertThat(rule.hold("1,5")).isEqualTo(new NoValue("label must be a number, not '1,5'"));
  }

  @Test
  void aRunThatIsGoneHasNone() {
    assertThat(LabelRule.find(STORAGE, new RunFolder(root.toString(), "ratings", "gone")))
        .isEmpty();
  }

  private static LabelRule rule(RunFolder run) {
    return LabelRule.find(STORAGE, run).orElseThrow();
  }
}
