package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING),
              ColumnSpec.of("item", ColumnType.STRING),
              ColumnSpec.of("rating", ColumnType.INT),
              ColumnSpec.of("time", ColumnType.EPOCH_SECONDS).optional()));
  private static final String HEADER = "user,item,rating,time\n";
  private static final DuplicateRule DROP_EXACT =
      new DuplicateRule(DuplicatePolicy.DROP_EXACT, List.of(), "");
  private static final DuplicateRule LAST_WINS =
      new DuplicateRule(DuplicatePolicy.LAST_WINS, List.of("user", "item"), "time");

  @TempDir Path folder;

  @Test
  void keepsEveryRowUnlessToldOtherwise() {
    Trial trial = trial(Trial.KEEP).file("a.csv", HEADER + "u,i,1,5\nu,i,1,5\n");
    assertThat(trial.run().duplicatesDropped()).isZero();
    assertThat(ratings(trial)).containsExactly("u i 1", "u i 1");
  }

  @Test
  void dropsRowsThatAreEqualInEveryColumn() {
    Trial trial =
        trial(DROP_EXACT)
            .file("a.csv", HEADER + "u,i,1,5\nu,i,1,5\nu,i,2,5\nu,i,1,\nu,i,1,\n")
            .file("b.csv", HEADER + "u,i,1,5\n");
    IngestResult result = trial.run();
    assertThat(result.typed()).isEqualTo(6);
    assertThat(result.duplicatesDropped()).isEqualTo(3);
    assertThat(result.kept()).isEqualTo(3);
    assertThat(ratings(trial)).containsExactly("u i 1", "u i 1", "u i 2");
  }

  @Test
  void theLatestOfEachKeyWinsAndTiesGoByFileAndLine() {
    Trial trial =
        trial(LAST_WINS)
            .file("b.csv", HEADER + "u,i,3,9\nu,i,1,5\nu,j,1,7\nu,j,2,7\nv,i,4,\nv,i,5,1\n")
            .file("a.csv", HEADER + "w,i,1,\nw,i,2,\nu,j,5,7\n");
    IngestResult whole = Trial.withSplitsOf(1 << 20, trial::run);
    assertThat(ratings(trial)).containsExactly("u i 3", "u j 5", "v i 5", "w i 2");
    assertThat(whole.duplicatesDropped()).isEqualTo(5);
    Trial.withSplitsOf(30, trial::run);
    assertThat(ratings(trial)).containsExactly("u i 3", "u j 5", "v i 5", "w i 2");
  }

  @Test
  void withoutATimeTheOrderOfFilesAndLinesDecides() {
    String rows = HEADER + "u,i,3,9\nu,i,1,5\nv,i,4,\n";
    for (DuplicatePolicy policy : List.of(DuplicatePolicy.FIRST_WINS, DuplicatePolicy.LAST_WINS)) {
      Trial trial =
          trial(new DuplicateRule(policy, List.of("user"), DuplicateRule.FILE_ORDER))
              .file("b.csv", rows)
              .file("a.csv", HEADER + "v,i,2,7\n");
      assertThat(trial.run().duplicatesDropped()).isEqualTo(2);
      assertThat(ratings(trial))
          .isEqualTo(
              policy == DuplicatePolicy.FIRST_WINS
                  ? List.of("u i 3", "v i 4")
                  : List.of("u i 1", "v i 2"));
    }
  }

  @Test
  void theEarliestOfEachKeyWinsWhereTheRuleSaysSo() {
    DuplicateRule rule =
        new DuplicateRule(DuplicatePolicy.FIRST_WINS, List.of("user", "item"), "time");
    Trial trial = trial(rule).file("a.csv", HEADER + "u,i,3,9\nu,i,1,5\n");
    trial.run();
    assertThat(ratings(trial)).containsExactly("u i 1");
  }

  @Test
  void partsOfAPredefinedSplitAreLookedAtSeparately() {
    byte[] bytes = (HEADER + "u,i,1,5\nu,i,1,5\n").getBytes(StandardCharsets.UTF_8);
    for (DuplicateRule rule : List.of(DROP_EXACT, LAST_WINS)) {
      Trial trial = trial(rule).file("a.csv", bytes, "train").file("b.csv", bytes, "test");
      assertThat(trial.run().duplicatesDropped()).isEqualTo(2);
      assertThat(ratings(trial)).containsExactly("u i 1", "u i 1");
    }
  }

  private Trial trial(DuplicateRule rule) {
    return new Trial(folder).schema(SCHEMA).duplicates(rule);
  }

  private static List<String> ratings(Trial trial) {
    return trial.typed().select("user", "item", "rating").collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1) + " " + row.getInt(2))
        .sorted()
        .toList();
  }
}
