package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.model.GoldenRow;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.Measure;
import io.valora.model.reference.NumberBins;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.model.PairExamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final Signature SIGNATURE =
      PairExamples.signature()
          .withGoldenRows(List.of(new GoldenRow(Map.of("user", "ANA", "item", "salt"), 4.5)));

  private final Storage storage = new Storage(new Configuration());
  @TempDir private Path root;
  private RunFolder run;
  private ModelFolder folder;

  @BeforeEach
  void write() {
    run = new RunFolder(root.toString(), "ratings", "r1");
    folder = new ModelFolder(storage, run);
    PairFiles files = new PairFiles(storage, run);
    files.writeUsers(List.of("ana", "bo").iterator());
    files.writeItems(List.of("fish", "salt", "soup", "tea").iterator());
    files.writePopular(PairExamples.popular(3));
    files.writeNetworks(
        new PairModel.Networks(
            PairExamples.biases(PairExamples.STARS), Optional.of(PairExamples.opposite())));
    storage.write(
        files.rated() + "/bucket=0/part-0.txt",
        """
        {"user":"ana","rated":[{"item":"tea","stars":5.0},{"item":"a\\t\\"b\\"","stars":1.5}]}
        {"user":"n\\u00f1 \\n","rated":[{"item":"soup","stars":2.0}]}
        """);
    folder.write(SIGNATURE);
  }

  @Test
  void aModelIsReadFromItsFiles() {
    PairModel model = folder.pairModel();

    assertThat(folder.isPlain()).isTrue();
    assertThat(model.signature()).isEqualTo(SIGNATURE);
    assertThat(model.topN("bo", 1, Set.of())).containsExactly(new ItemStars("fish", 1.5));
    assertThat(model.popular(9)).isEqualTo(PairExamples.popular(3).items());
    assertThat(model.rated("ana"))
        .containsExactly(new ItemStars("tea", 5), new ItemStars("a\t\"b\"", 1.5));
    assertThat(model.rated("nñ \n")).containsExactly(new ItemStars("soup", 2));
    assertThat(model.rated("bo")).isEmpty();
  }

  @Test
  void theReferenceIsReadBackWhereThereIsOne() {
    NumberBins stars = NumberBins.even(new Range(1, 5), 2);
    ReferenceColumn answer =
        new ReferenceColumn(
            "rating",
            Measure.VALUE,
            stars,
            Optional.empty(),
            new BinnedRows(List.of(0L, 3L, 1L, 0L), 0, 0));
    ReferenceColumn target =
        new ReferenceColumn(
            "rating",
            Measure.VALUE,
            stars,
            Optional.of(BinnedRows.none(stars)),
            new BinnedRows(List.of(0L, 0L, 4L, 0L), 0, 0));
    Reference reference = new Reference(List.of(), target, answer);

    assertThat(folder.reference()).isEmpty();
    folder.write(reference);
    assertThat(folder.reference()).contains(reference);
    storage.write(run.model("reference.json"), "{");
    assertThatThrownBy(folder::reference)
        .hasMessage(
            "Cannot read %s: it is not JSON (line 1)".formatted(run.model("reference.json")));
  }

  @Test
  void aRankingNetworkOfAnEarlierTrainingIsForgotten() {
    new PairFiles(storage, run)
        .writeNetworks(
            new PairModel.Networks(PairExamples.biases(PairExamples.STARS), Optional.empty()));

    assertThat(folder.pairModel().topN("bo", 1, Set.of())).containsExactly(new ItemStars("tea", 5));
  }

  @Test
  void aModelThatAnswersOtherwiseIsRefused() {
    folder.write(
        SIGNATURE.withGoldenRows(
            List.of(new GoldenRow(Map.of("user", "bo", "item", "salt"), 2.6))));

    assertThatThrownBy(folder::model)
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot load the model: golden row 1 gives 2.5 instead of 2.6");
  }

  @Test
  void idsThatDoNotFitTheNetworkAreRefused() {
    new PairFiles(storage, run).writeItems(List.of("fish").iterator());

    assertThatThrownBy(folder::model)
        .hasMessageStartingWith("Cannot read ")
        .hasMessageEndingWith("The network's tables have [3, 5] rows (must be [3, 2])");
  }

  @Test
  void aMissingFileIsNamed() {
    storage.delete(run.model("items.jsonl"));

    assertThatThrownBy(folder::model)
        .hasMessage(
            "Cannot read %s: it does not exist or is out of reach"
                .formatted(run.model("items.jsonl")));
  }

  @Test
  void aDamagedLineOfRatingsIsSaid() {
    storage.write(run.model("rated/bucket=0/part-0.txt"), "{\"user\":");

    assertThatThrownBy(() -> folder.pairModel().rated("ana"))
        .hasMessageStartingWith("Cannot read ")
        .hasMessageContaining("bucket=0/part-0.txt: ");
  }

  @Test
  void foldersOfTheFirstVersionAreTold() {
    storage.write(run.model("signature.json"), "{\"format-version\": 1}");

    assertThat(folder.isPlain()).isFalse();
    assertThatThrownBy(folder::model)
        .hasMessageEndingWith("unknown format-version 1 (this version reads 2)");
  }
}
