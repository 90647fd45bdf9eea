package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.lineage.InputFile;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final String HEADER = "ID,FECHA,NOMBRE,CALIFICACION\n";
  private static final String GOOD = "u1,1/31/2021 9:05,Cena para dos,4\n";

  private static final FileLayout JSON_LINES =
      new FileLayout(FileFormat.JSON_LINES, false, FileLayout.NONE, FileLayout.NONE, "UTF-8");

  @TempDir Path folder;

  @Test
  void typesTheDeclaredColumnsAndHashesThem() {
    Trial trial = new Trial(folder).file("a.csv", HEADER + GOOD);
    IngestResult result = trial.run();
    assertThat(result.read()).isEqualTo(1);
    assertThat(result.typed()).isEqualTo(1);
    assertThat(result.quarantined()).isZero();
    assertThat(result.quarantineReasons()).isEmpty();
    assertThat(trial.typed().columns())
        .containsExactly("user", "time", "item", "rating", "row_key");
    assertThat(trial.typed().schema().apply("row_key").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(trial.typedTexts().get(0))
        .startsWith("[u1,2021-01-31 09:05:00.0,Cena para dos,4.0,");
    assertThat(trial.quarantineLines()).isEmpty();
  }

  @Test
  void saysOfEveryBadRowWhereItStandsAndWhatIsWrong() {
    Trial trial =
        new Trial(folder)
            .file(
                "a.csv",
                HEADER
                    + "u1,1/31/2021 9:05,Cena,\n"
                    + GOOD
                    + "u1,1/31/2021 9:05,Cena,mal\n"
                    + "u1,1/31/2021 9:05,Cena,7\n"
                    + "u1,13/45/2021 9:00,Cena,4\n"
                    + "u1,1/31/2021 9:05,Cena\n"
                    + "u1,1/31/2021 9:05,Cena,4,5,6\n"
                    + "u1,1/31/2021 9:05,\"Cena,4\n"
                    + "u1,1/31/2021 9:05,\"Cena\" dos,4\n"
                    + "\n"
                    + "solo\n"
                    + GOOD);
    IngestResult result = trial.run();
    assertThat(trial.reasons())
        .containsExactly(
            "2 CALIFICACION is missing",
            "4 CALIFICACION must be a number, not 'mal'",
            "5 CALIFICACION must be at most 5.0, not 7",
            "6 FECHA must be a time like M/d/yyyy H:mm, not '13/45/2021 9:00'",
            "7 null has 3 cells, the header has 4",
            "8 null has 6 cells, the header has 4",
            "9 null text follows a closing quote",
            "11 null the line is empty",
            "12 null has 1 cell, the header has 4");
    assertThat(result.read()).isEqualTo(11);
    assertThat(result.typed()).isEqualTo(2);
    assertThat(result.quarantined()).isEqualTo(9);
  }

  @Test
  void writesExactlySevenFieldsPerQuarantinedRow() {
    Trial trial = new Trial(folder).file("a.csv", HEADER + "u1,1/31/2021 9:05,\"C\",7\n\n" + GOOD);
    trial.run();
    assertThat(trial.quarantineLines())
        .containsExactly(
            "{\"file\":\"a.csv\",\"line\":2,\"last-line\":2,\"column\":\"CALIFICACION\",\"value\":\"7\","
                + "\"reason\":\"must be at most 5.0, not 7\","
                + "\"text\":\"u1,1/31/2021 9:05,\\\"C\\\",7\"}",
            "{\"file\":\"a.csv\",\"line\":3,\"last-line\":3,\"column\":null,\"value\":null,"
                + "\"reason\":\"the line is empty\",\"text\":\"\"}");
  }

  @Test
  void countsReasonsWithTheirFirstExample() {
    Trial trial =
        new Trial(folder)
            .file(
                "a.csv",
                HEADER
                    + "u1,1/31/2021 9:05,C,7\n"
                    + "u1,1/31/2021 9:05,C,6\n"
                    + "u1,1/31/2021 9:05\n"
                    + GOOD);
    List<QuarantineReason> reasons = trial.run().quarantineReasons();
    assertThat(reasons)
        .containsExactly(
            new QuarantineReason(
                "CALIFICACION", "must be at most 5.0", 2, "must be at most 5.0, not 7"),
            new QuarantineReason(
                "",
                "the number of cells differs from the header's",
                1,
                "has 2 cells, the header has 4"));
    assertThat(reasons.get(0).description()).isEqualTo("CALIFICACION must be at most 5.0");
    assertThat(reasons.get(1).description())
        .isEqualTo("the number of cells differs from the header's");
  }

  @Test
  void acceptsBadRowsUpToTheFraction() {
    String rows = GOOD.repeat(19) + "bad\n";
    IngestResult result = new Trial(folder).maxBadFraction(0.05).file("a.csv", HEADER + rows).run();
    assertThat(result.quarantined()).isEqualTo(1);
  }

  @Test
  void mapsEachFileByItsOwnHeader() {
    Trial trial =
        new Trial(folder)
            .file("a.csv", HEADER + GOOD)
            .file(
                "b.csv",
                "CALIFICACION,EXTRA,NOMBRE,FECHA,ID\n4,x,Cena para dos,1/31/2021 9:05,u1\n");
    trial.run();
    assertThat(trial.typedTexts()).hasSize(2);
    assertThat(trial.typed().distinct().count()).isEqualTo(1);
  }

  @Test
  void readsByteOrderMarksAndCarriageReturns() {
    Trial trial = new Trial(folder).file("a.csv", "\uFEFF" + (HEADER + GOOD).replace("\n", "\r\n"));
    assertThat(trial.run().typed()).isEqualTo(1);
    assertThat(trial.reasons()).isEmpty();
  }

  @Test
  void quarantinesWhatTheEncodingDoesNotAllow() {
    byte[] bytes = (HEADER + GOOD + "u1,1/31/2021 9:05,Ca#a,4\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '#' ? (byte) 0xF1 : bytes[i];
    }
    Trial strict = new Trial(folder).file("a.csv", bytes);
    strict.run();
    assertThat(strict.reasons()).containsExactly("3 null the line is not valid UTF-8");
    assertThat(strict.quarantine().get(0).get("text").asText())
        .isEqualTo("u1,1/31/2021 9:05,Ca\uFFFDa,4");

    FileLayout latin = new FileLayout(FileFormat.CSV, true, ',', '"', "ISO-8859-1");
    Trial other = new Trial(folder).layout(latin).file("b.csv", bytes);
    assertThat(other.run().quarantined()).isZero();
    assertThat(other.typedTexts().get(0)).contains("Caña");
  }

  @Test
  void aReplacementCharacterThatIsReallyThereIsText() {
    Trial trial = new Trial(folder).file("a.csv", HEADER + "u\uFFFD,1/31/2021 9:05,C,4\n");
    assertThat(trial.run().typed()).isEqualTo(1);
  }

  @Test
  void readsGzip() {
    Trial trial = new Trial(folder).file("a.csv.gz", Trial.gzip(HEADER + GOOD + "bad\n"));
    assertThat(trial.run().typed()).isEqualTo(1);
    assertThat(trial.reasons()).containsExactly("3 null has 1 cell, the header has 4");
  }

  @Test
  void readsTabsWithoutHeaderByPosition() {
    TableSchema schema =
        new TableSchema(
            List.of(
                ColumnSpec.of("rating", ColumnType.INT).withPosition(3),
                ColumnSpec.of("user", ColumnType.STRING).withPosition(1)));
    Trial trial =
        new Trial(folder)
            .schema(schema)
            .layout(new FileLayout(FileFormat.TSV, false, '\t', FileLayout.NONE, "UTF-8"))
            .file("u.data", "a\t\"b\t3\t4\na\tb\t5\na\tb\n");
    assertThat(trial.run().typed()).isEqualTo(1);
    assertThat(trial.typed().select("rating", "user").collectAsList().toString()).contains("[5,a]");
    assertThat(trial.reasons())
        .containsExactly(
            "1 null has 4 cells, the other rows have 3",
            "3 null has 2 cells, the other rows have 3");
  }

  @Test
  void readsJsonLines() {
    Trial trial =
        new Trial(folder)
            .layout(JSON_LINES)
            .file(
                "a.json",
                "{\"ID\":\"u\",\"FECHA\":\"1/31/2021 9:05\",\"NOMBRE\":\"C\",\"CALIFICACION\":4.5}\n"
                    + "{\"ID\":7,\"FECHA\":\"1/31/2021 9:05\",\"NOMBRE\":1.10,\"CALIFICACION\":\"4\"}\n"
                    + "{\"ID\":\"u\",\"FECHA\":\"1/31/2021 9:05\",\"NOMBRE\":\"C\",\"CALIFICACION\":null}\n"
                    + "{\"ID\":\"u\",\"FECHA\":\"1/31/2021 9:05\",\"NOMBRE\":[1],\"CALIFICACION\":4}\n"
                    + "{\"ID\":{},\"FECHA\":\"1/31/2021 9:05\",\"NOMBRE\":\"C\",\"CALIFICACION\":4}\n"
                    + "{\"ID\":\n"
                    + "[1]\n"
                    + "{\"ID\":1} {\"ID\":2}\n"
                    + "{\"ID\":1,\"ID\":2}\n"
                    + "\n");
    IngestResult result = trial.run();
    assertThat(result.read()).isEqualTo(10);
    assertThat(trial.typedTexts().get(0)).startsWith("[7,2021-01-31 09:05:00.0,1.10,4.0,");
    assertThat(result.typed()).isEqualTo(2);
    assertThat(trial.reasons())
        .containsExactly(
            "3 CALIFICACION is missing",
            "4 NOMBRE must be a single value, not a list",
            "5 ID must be a single value, not an object",
            "6 null the line is only a part of a JSON object",
            "7 null the line is no object but part of a JSON array",
            "8 null the line is not valid JSON",
            "9 null the line is not valid JSON",
            "10 null the line is empty");
  }

  @Test
  void recordsLengthAndHashOfEveryFile() {
    IngestResult result =
        new Trial(folder).file("b.csv", HEADER + GOOD).file("a.csv", HEADER).run();
    assertThat(result.inputs())
        .extracting(InputFile::name, InputFile::bytes)
        .containsExactly(tuple("b.csv", 63L), tuple("a.csv", 29L));
    assertThat(result.inputs().get(1).sha256())
        .isEqualTo("b55de2ec24c011e95af94eb5fa5b173efdce9049c29ca09beaeeaa4ccd2ec06f");
  }

  @Test
  void readsFilesWhosePathsLookLikeGlobs() {
    Trial trial =
        new Trial(folder)
            .file("a,b [1] {x,y}*.csv", HEADER + GOOD)
            .file("a?.csv", HEADER + GOOD)
            .file("ab.csv", HEADER + GOOD);
    IngestResult result = trial.run();
    assertThat(result.typed()).isEqualTo(3);
    assertThat(result.inputs()).hasSize(3);
  }

  @Test
  void keepsThePartsOfAPredefinedSplit() {
    byte[] bytes = (HEADER + GOOD).getBytes(StandardCharsets.UTF_8);
    Trial trial = new Trial(folder).file("a.csv", bytes, "train").file("b.csv", bytes, "test");
    trial.run();
    assertThat(trial.typed().columns())
        .containsExactly("user", "time", "item", "rating", "part", "row_key");
    assertThat(trial.typed().select("part").collectAsList().toString())
        .contains("[train]", "[test]");
    assertThat(trial.typed().select("row_key").distinct().count()).isEqualTo(1);
  }

  @Test
  void optionalColumnsBecomeNull() {
    TableSchema schema =
        new TableSchema(
            List.of(
                ColumnSpec.of("user", ColumnType.STRING),
                ColumnSpec.of("age", ColumnType.INT).optional()));
    Trial trial = new Trial(folder).schema(schema).file("a.csv", "user,age\nu1,\nu2,5\n");
    assertThat(trial.run().typed()).isEqualTo(2);
    assertThat(trial.typed().where("age is null").count()).isEqualTo(1);
  }
}
