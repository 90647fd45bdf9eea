package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.evaluation.classification.WordWeight;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TermFile;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.Weighting;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Prediction;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextModelTest {
  private static final TextConfig CONFIG =
      new TextConfig(1, 10, 1, 0, 0, LetterCase.LOWER, Weighting.PRESENCE, 1);

  @TempDir private Path folder;
  private TextModel model;

  @BeforeEach
  void write() {
    Storage storage = new Storage(new Configuration(false));
    RunFolder run = new RunFolder(folder.toString(), "reviews", "one");
    List<TermFile.Term> terms =
        List.of(
            new TermFile.Term("good", 1),
            new TermFile.Term("bad", -1),
            new TermFile.Term("film", 0));
    EncoderFiles.write(storage, run, CONFIG, out -> TermFile.write(terms.iterator(), out));
    model = new TextModel(signature(), EncoderFiles.text(storage, run), kernel());
  }

  @Test
  void theAnswerIsTheProbabilityOfThePositiveClass() {
    Prediction good = model.predict(Map.of("text", "A good GOOD film"));
    assertThat(good.value()).isCloseTo(1 / (1 + Math.exp(-2.25)), within(1e-7));
    assertThat(good.label()).contains("positive");
    Prediction bad = model.predict(Map.of("text", "bad"));
    assertThat(bad.value()).isCloseTo(1 / (1 + Math.exp(2.5)), within(1e-7));
    assertThat(bad.label()).contains("negative");
  }

  @Test
  void theClassIsPositiveFromTheThresholdOn() {
    double good = model.predict(Map.of("text", "good")).value();
    assertThat(withThreshold(good).predict(Map.of("text", "good")).label()).contains("positive");
    assertThat(withThreshold(Math.nextUp(good)).predict(Map.of("text", "good")).label())
        .contains("negative");
  }

  @Test
  void aTextWithoutKnownTermsHasARowOfItsOwn() {
    double nothing = 1 / (1 + Math.exp(-0.75));
    assertThat(model.predict(Map.of()).value()).isCloseTo(nothing, within(1e-7));
    assertThat(model.predict(Map.of("text", "zzz")).value()).isCloseTo(nothing, within(1e-7));
  }

  @Test
  void theWordsThatSpeakForTheAnswerAreFoundByWeight() {
    assertThat(model.influence().misleading("good bad film", 5))
        .containsExactly(new WordWeight("bad", -3), new WordWeight("film", -0.25));
    assertThat(model.influence().misleading("good film", 1))
        .containsExactly(new WordWeight("good", 2));
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<Double> answers =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> model.predict(Map.of("text", i % 2 == 0 ? "good" : "bad film")).value())
            .distinct()
            .toList();
    assertThat(answers).hasSize(2);
  }

  @Test
  void anotherColumnIsNoInput() {
    assertThatThrownBy(() -> model.predict(Map.of("txt", "good")))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Invalid row: txt is no input of the model (must be text; did you mean 'text'?)");
  }

  @Test
  void aNetworkOfOtherTermsIsRefused() {
    TextEncoder hashed =
        TextEncoder.hashed(new TextConfig(1, 10, 1, 8, 0, LetterCase.LOWER, Weighting.PRESENCE, 1));
    assertThatThrownBy(() -> new TextModel(signature(), hashed, kernel()))
        .hasMessage("Cannot load the model: the network has no table of the encoder's 257 rows");
  }

  private TextModel withThreshold(double threshold) {
    return new TextModel(signature().withThreshold(threshold), model.encoder(), kernel());
  }

  private static Signature signature() {
    return new Signature(
        "sentiment",
        ModelKind.TEXT,
        List.of(ColumnSpec.of("text", ColumnType.STRING).optional()),
        new Output(
            "label",
            "probability that the text is positive",
            "",
            new Range(0, 1),
            List.of("negative", "positive")),
        List.of());
  }

  /** Weights of no known term, good, bad and film, and a bias. */
  private static RowKernel kernel() {
    return new RowKernel(
        List.of(new TableShape(4, 1, Entries.BAG, 0, Learning.LEARNED)),
        TowerShape.factors(0, TowerLoss.CROSS_ENTROPY),
        new float[] {0.25f, 2, -3, -0.25f, 0.5f});
  }
}
