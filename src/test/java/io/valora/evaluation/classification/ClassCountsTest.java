package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassCountsTest {
  @Test
  void classesHaveTheWordsOfTheData() {
    assertThat(ClassNames.of(Map.of("spam", "1", "ham", "0")))
        .isEqualTo(new ClassNames("ham", "spam"));
    assertThat(ClassNames.of(Map.of("Spam", "1.0", "spam", "1", "HAM", "0")))
        .isEqualTo(new ClassNames("HAM", "spam"));
  }

  @Test
  void aClassOfSeveralWordsOrOfNumbersHasItsUsualName() {
    assertThat(ClassNames.of(Map.of("one", "0", "two", "0", "five", "1")))
        .isEqualTo(new ClassNames("negative", "five"));
    assertThat(ClassNames.of(Map.of())).isEqualTo(ClassNames.USUAL);
  }

  @Test
  void aPartOfOneClassIsNamed() {
    ClassCounts counts =
        new ClassCounts(
            new ClassNames("ham", "spam"),
            Map.of(
                "train", new ClassBalance(1_200, 3),
                "test", new ClassBalance(1_200, 0),
                "validation", new ClassBalance(0, 0)));

    assertThat(counts.missing("train")).isEmpty();
    assertThat(counts.missing("validation")).isEmpty();
    assertThat(counts.missing("test")).hasValue("The test rows hold no spam: all 1,200 are ham");
  }
}
