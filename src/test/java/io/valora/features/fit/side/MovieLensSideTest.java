package io.valora.features.fit.side;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.features.fit.Vocabulary;
import io.valora.features.side.SideConfig;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.SourceFile;
import io.valora.testing.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Users and items of MovieLens 100K, as the ratings of u1.base know them. */
@EnabledIfEnvironmentVariable(
    named = "MOVIELENS_100K",
    matches = ".+",
    disabledReason = "MOVIELENS_100K doesn't name the folder of u1.base, u.item and u.user")
class MovieLensSideTest {
  private static final String USERS =
      """
      source: u.user
      delimiter: "|"
      quote: none
      header: false
      columns:
        - {name: user, position: 1}
        - {name: age, position: 2, type: int}
        - {name: gender, position: 3}
        - {name: occupation, position: 4}
      features:
        - {columns: [gender, occupation], kind: categorical}
        - {columns: age, kind: number, bins: 8}
      """;
  private static final String ITEMS =
      """
      source: u.item
      delimiter: "|"
      quote: none
      header: false
      encoding: ISO-8859-1
      columns:
        - {name: item, position: 1}
        - {name: released, position: 3, type: timestamp, pattern: d-MMM-yyyy, required: false}
        - {name: action, position: 7, type: int}
        - {name: comedy, position: 11, type: int}
        - {name: drama, position: 14, type: int}
      features:
        - {columns: [action, comedy, drama], kind: flags}
        - {columns: released, kind: year, bins: 5}
      """;

  @TempDir private Path folder;

  @Test
  void everyUserOfTrainHasThreeEntries() {
    Vocabulary ids = Vocabulary.fit(ratings(), "user", 1);
    Table users = table(USERS, "user", ids);

    assertThat(users.encoder.vocabulary().size()).isEqualTo(2 + 21 + 8);
    SideEntries entries = SideEntries.of(users.encoder.encode(users.rows, ids), ids.size());
    assertThat(entries.indices()).hasSize(3 * 943);
    assertThat(entries.weights()).containsOnly((float) Math.sqrt(1 / 3.0));
  }

  @Test
  void genresAndYearsOfTheItemsOfTrainAreEntries() {
    Vocabulary ids = Vocabulary.fit(ratings(), "item", 1);
    Table items = table(ITEMS, "item", ids);

    assertThat(items.encoder.vocabulary().entries().filter("column = 'released'").count())
        .isBetween(3L, 5L);
    assertThat(SideEntries.of(items.encoder.encode(items.rows, ids), ids.size()).ids())
        .isEqualTo(1650);
  }

  @Test
  void everyRatingOfTrainStandsAmongTheRatedItems() {
    Dataset<Row> encoded =
        ratings().selectExpr("cast(user as int) user_index", "cast(item as int) item_index");

    assertThat(SideEntries.ratedBy(encoded, 943, new RatedCap(1000, 1)).indices()).hasSize(80_000);
    SideEntries capped = SideEntries.ratedBy(encoded, 943, new RatedCap(50, 1));
    assertThat(capped.to(1) - capped.from(1)).isEqualTo(50);
  }

  private record Table(SideEncoder encoder, Dataset<Row> rows) {}

  private Table table(String yaml, String id, Vocabulary ids) {
    Problems problems = new Problems("job");
    ConfigSection section = new ConfigSection(JobText.parse("job", yaml), problems);
    String key = SideConfig.key(section, id);
    IngestConfig ingest = IngestConfig.ofSideTable(section, key);
    SideConfig config = SideConfig.from(section, key, ingest.schema());
    section.rejectUnknownKeys();
    problems.throwIfAny();
    String name = ingest.source().get(0);
    SourceFile file = new SourceFile("file:" + file(name), name, "");
    IngestFolders folders = IngestFolders.below(folder.resolve(name).toString());
    Ingest.run(LocalSpark.session(), new IngestInput(ingest, List.of(file), folders));
    Dataset<Row> rows = LocalSpark.session().read().parquet(folders.typed());
    return new Table(SideEncoder.fit(rows, ids, config), rows);
  }

  private static Dataset<Row> ratings() {
    return LocalSpark.session()
        .read()
        .option("sep", "\t")
        .schema("user string, item string, rating float")
        .csv(file("u1.base"));
  }

  private static String file(String name) {
    return Path.of(System.getenv("MOVIELENS_100K"), name).toString();
  }
}
