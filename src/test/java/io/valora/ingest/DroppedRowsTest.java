package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.schema.Bounds;
import io.valora.schema.CellDialect;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.NumberStyle;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedRowsTest {
  private static final TableSchema STARS =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING)
                  .withDialect(CellDialect.PLAIN.withMissing(List.of("NA"))),
              ColumnSpec.of("rating", ColumnType.INT)
                  .withBounds(new Bounds(1, 10))
                  .withDialect(
                      new CellDialect(List.of("?"), List.of("0", ""), NumberStyle.PLAIN))));

  @TempDir Path folder;

  @Test
  void countInTheLedgerAndNotAsBad() {
    Trial trial =
        new Trial(folder)
            .schema(STARS)
            .maxBadFraction(0.34)
            .file("a.csv", "user,rating\na,0\nNA,0\nb,0.0\nc,?\nd,\ne,5\nNA,7\nf,8\n");
    assertThat(trial.run().counts()).isEqualTo(new IngestCounts(8, 2, 1, 5, 0));
    assertThat(trial.typedTexts()).allSatisfy(row -> assertThat(row).matches("\\[[ef],[58],.*]"));
    assertThat(trial.reasons()).containsExactly("8 user is missing");
  }

  @Test
  void thatAreAllThereIsAreRefused() {
    Trial trial = new Trial(folder).schema(STARS).file("a.csv", "user,rating\na,0\nb,0\n");
    assertThatThrownBy(trial::run)
        .hasMessage("Cannot ingest data/*: no row is left: ingest.drop drops 2 of them");
  }
}
