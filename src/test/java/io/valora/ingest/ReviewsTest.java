package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.sample.ReviewsSampleTest;
import io.valora.testing.ingest.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a review is lost between the file and the typed rows. */
class ReviewsTest {
  @TempDir Path folder;

  @Test
  void longTextsWithTagsAndStrayQuotesAreReadAsTheyStand() {
    String text =
        "\"Best\" film<br /><br />ever, he said: \"it's &quot;ok\\\" 😀\u2028 | ' ".repeat(400)
            + "\"end";
    Trial trial =
        trial().file("a.tsv", "id\tlabel\ttext\na\t1\t" + text + "\nb\t0\t\"open\nc\t0\t\n");
    IngestResult result = trial.run();
    assertThat(text.length()).isGreaterThan(20_000);
    assertThat(result.typed()).isEqualTo(3);
    assertThat(trial.typed().where("id = 'a'").first().<String>getAs("text")).isEqualTo(text);
    assertThat(trial.typed().where("id = 'b'").first().<String>getAs("text")).isEqualTo("\"open");
  }

  @Test
  void anEmptyTextIsNullWhereItMayBeMissing() {
    Trial trial = trial().file("a.tsv", "id\tlabel\ttext\nc\t0\t\n");
    assertThat(trial.run().typed()).isEqualTo(1);
    assertThat(trial.typed().first().<String>getAs("text")).isNull();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "IMDB", matches = ".+")
  void readsTheLargeMovieReviewDatasetWhole() throws IOException {
    Trial trial =
        trial()
            .file(
                "train.tsv.gz", Files.readAllBytes(Path.of(System.getenv("IMDB"), "train.tsv.gz")));
    IngestResult result = trial.run();
    assertThat(result.read()).isEqualTo(25_000);
    assertThat(result.typed()).isEqualTo(25_000);
    Row sums = trial.typed().selectExpr("sum(label)", "count(text)").first();
    assertThat(sums.getLong(0)).isEqualTo(12_500);
    assertThat(sums.getLong(1)).isEqualTo(25_000);
    assertThat(trial.typed().select("text").distinct().count()).isEqualTo(24_904);
  }

  private Trial trial() {
    return new Trial(folder).schema(ReviewsSampleTest.SCHEMA).layout(ReviewsSampleTest.TSV);
  }
}
