package io.valora.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.valora.ingest.DuplicatePolicy;
import io.valora.ingest.DuplicateRule;
import io.valora.ingest.IngestResult;
import io.valora.ingest.QuarantineReason;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketingSampleTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.ofTimes("mes", new TimePattern("yyyy-MM-dd", "UTC")),
              ColumnSpec.of("sucursal", ColumnType.STRING),
              ColumnSpec.of("monto_invertido", ColumnType.DOUBLE),
              ColumnSpec.of("nuevos_suscriptores", ColumnType.DOUBLE)));

  @TempDir Path folder;

  @Test
  void writesTheSameBytesInEveryLocale() {
    byte[] first = bytes(new MarketingSample(2, 1, 7));
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(bytes(new MarketingSample(2, 1, 7))).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
    }
    assertThat(bytes(new MarketingSample(2, 1, 8))).isNotEqualTo(first);
  }

  @Test
  void writesAsManyLinesAsMonths() {
    String text = new String(bytes(new MarketingSample(2, 1, 1)), StandardCharsets.UTF_8);

    assertThat(text.lines()).hasSize(25);
    assertThat(text)
        .startsWith("mes,sucursal,monto_invertido,nuevos_suscriptores\n2019-01-01,Centro,")
        .contains("\n2019-12-01,Norte,");
  }

  @Test
  void refusesSizesThatItHasNoNamesFor() {
    assertThatThrownBy(() -> new MarketingSample(9, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("branches 9 must be 1 to 8 and years 0 must be 1 to 7981");
  }

  @Test
  void brokenLinesAreQuarantinedOrDropped() {
    Trial trial = trial();
    IngestResult result = trial.run();

    assertThat(result.read()).isEqualTo(487);
    assertThat(result.duplicatesDropped()).isEqualTo(2);
    assertThat(result.kept()).isEqualTo(MarketingSample.DEFAULT.rows()).isEqualTo(480);
    assertThat(result.quarantineReasons())
        .extracting(QuarantineReason::description, QuarantineReason::rows)
        .containsExactlyInAnyOrder(
            tuple("monto_invertido is missing", 3L), tuple("monto_invertido must be a number", 2L));
  }

  @Test
  void aLineThroughTheMonthsIsNearTwiceTheAmountPlusForty() {
    Trial trial = trial();
    trial.run();
    SimpleRegression line = new SimpleRegression();
    for (Row row : trial.typed().collectAsList()) {
      double amount = row.getAs("monto_invertido");
      assertThat(amount).isBetween(30.0, 100.0);
      line.addData(amount, row.getAs("nuevos_suscriptores"));
    }

    assertThat(line.getRSquare()).isBetween(0.985, 0.991);
    assertThat(line.predict(85)).isBetween(208.0, 212.0);
    assertThat(line.getSlope()).isBetween(1.95, 2.05);
  }

  private Trial trial() {
    return new Trial(folder)
        .schema(SCHEMA)
        .duplicates(new DuplicateRule(DuplicatePolicy.DROP_EXACT, List.of(), ""))
        .maxBadFraction(0.05)
        .file("marketing.csv", bytes(MarketingSample.DEFAULT));
  }

  private static byte[] bytes(MarketingSample sample) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      sample.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
