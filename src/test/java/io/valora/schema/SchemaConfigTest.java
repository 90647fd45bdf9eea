package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SchemaConfigTest {
  @Test
  void aColumnNeedsOnlyItsName() {
    TableSchema schema = read("columns: [{name: user}]", Addressing.HEADER);
    assertThat(schema.columns()).containsExactly(ColumnSpec.of("user", ColumnType.STRING));
    assertThat(schema.columns().get(0))
        .isEqualTo(
            new ColumnSpec(
                "user",
                "user",
                0,
                ColumnType.STRING,
                true,
                Bounds.NONE,
                null,
                List.of(Normalizer.TRIM)));
  }

  @Test
  void everyKeyIsRead() {
    TableSchema schema =
        read(
            """
            columns:
              - {name: time, position: 4, source: FECHA, type: timestamp, required: false,
                 pattern: "d.M.yyyy", zone: Europe/Madrid, normalizers: [lower-case, trim]}
              - {name: age, position: 2, type: int, min: 1, max: 120, normalisers: []}
            """,
            Addressing.POSITION);
    assertThat(schema.columns())
        .containsExactly(
            new ColumnSpec(
                "time",
                "FECHA",
                4,
                ColumnType.TIMESTAMP,
                false,
                Bounds.NONE,
                new TimePattern("d.M.yyyy", "Europe/Madrid"),
                List.of(Normalizer.LOWER_CASE, Normalizer.TRIM)),
            new ColumnSpec(
                "age", "age", 2, ColumnType.INT, true, new Bounds(1, 120), null, List.of()));
    assertThat(schema.names()).containsExactly("time", "age");
    assertThat(schema.column("age")).isPresent();
    assertThat(schema.column("other")).isEmpty();
  }

  @Test
  void everyProblemIsNoted() {
    assertProblem("{type: int}", "Missing columns[0].name (must be given)");
    assertProblem(
        "{name: Usuario, source: u}",
        "Invalid columns[0].name: Usuario"
            + " (must be lower-case letters, digits and _, starting with a letter)");
    assertProblem(
        "{name: '42'}",
        "Invalid columns[0].name: 42"
            + " (must be lower-case letters, digits and _, starting with a letter)");
    for (String reserved : List.of("row_key", "part", "source_file")) {
      assertProblem(
          "{name: " + reserved + "}",
          "Invalid columns[0].name: "
              + reserved
              + " (must not be row_key, part or start with source_, which are reserved)");
    }
    assertProblem(
        "{name: a, position: 1}",
        "Invalid columns[0].position: 1"
            + " (must be left out: columns are found by their source)");
    assertProblem(
        "{name: a, type: int, min: 5, max: 1}",
        "Invalid columns[0].min: 5.0 (must be at most max, which is 1.0)");
    assertProblem(
        "{name: a, type: int, min: low}", "Invalid columns[0].min: low (must be a number)");
    assertProblem(
        "{name: a, max: 3}",
        "Invalid columns[0].max: 3.0 (must be left out: the column is not a number)");
    assertProblem(
        "{name: a, pattern: yyyy}",
        "Invalid columns[0].pattern: yyyy (must be left out: the column is not a timestamp)");
    assertProblem(
        "{name: a, zone: UTC}",
        "Invalid columns[0].zone: UTC (must be left out: the column is not a timestamp)");
    assertProblem(
        "{name: a, type: timestamp}",
        "Invalid columns[0].pattern: none"
            + " (must be given for a timestamp, such as M/d/yyyy H:mm)");
    assertProblem(
        "{name: a, type: timestamp, pattern: yyyy-MM-dd, zone: Madrid}",
        "Invalid columns[0].zone: Madrid (must be a time zone such as UTC or Europe/Madrid)");
    for (String pattern : List.of("M/d H:mm", "nonsense", "yyyy-MM-dd h:mm")) {
      assertProblem(
          "{name: a, type: timestamp, pattern: '" + pattern + "'}",
          "Invalid columns[0].pattern: "
              + pattern
              + " (must tell the year, and month, day and hour without doubt,"
              + " such as M/d/yyyy H:mm, yyyy-MM-dd or yyyy)");
    }
    assertProblem(
        "{name: a, normalizers: [trimm]}",
        "Invalid columns[0].normalizers: [trimm]"
            + " (must be a list of trim, collapse-spaces, lower-case, upper-case, unicode, each once)");
    assertProblem(
        "{name: a, normalisers: [trimm]}",
        "Invalid columns[0].normalisers: [trimm]"
            + " (must be a list of trim, collapse-spaces, lower-case, upper-case, unicode, each once)");
    assertProblem(
        "{name: a, normalizers: [trim], normalisers: [trim]}",
        "Invalid columns[0].normalisers: [trim] (must be left out beside normalizers)");
    assertProblem(
        "{name: a}, {name: a}",
        "Invalid columns[1].name: a (must not be the name of another column)");
  }

  @Test
  void readsTheValuesThatTextsStandFor() {
    TableSchema schema =
        read("columns: [{name: a, type: int, values: {pos: 1, neg: 0}}]", Addressing.HEADER);
    assertThat(schema.columns())
        .containsExactly(
            ColumnSpec.of("a", ColumnType.INT).withValues(Map.of("pos", "1", "neg", "0")));
    assertProblem(
        "{name: a, type: int, values: {pos: yes please}}",
        "Invalid columns[0].values.pos: yes please (must be a whole number)");
    assertProblem(
        "{name: a, values: {pos: [1]}}", "Invalid columns[0].values.pos: [1] (must be a text)");
    assertProblem(
        "{name: a, values: pos}",
        "Invalid columns[0].values: pos (must be a mapping of keys to values)");
  }

  @Test
  void problemsOfTheNotationAreNoted() {
    assertProblem(
        "{name: a, locale: es}",
        "Invalid columns[0].locale: es (must be left out: the column is not a timestamp)");
    assertProblem(
        "{name: a, type: timestamp, pattern: yyyy, locale: xx}",
        "Invalid columns[0].locale: xx (must be a language such as es, or a locale such as de-AT)");
    assertProblem(
        "{name: a, decimal: ','}",
        "Invalid columns[0].decimal: , (must be left out: the column is not a number)");
    assertProblem(
        "{name: a, thousands: '.'}",
        "Invalid columns[0].thousands: . (must be left out: the column is not a number)");
    assertProblem(
        "{name: a, type: double, thousands: '.'}",
        "Invalid columns[0].thousands: . (must differ from decimal, which is .)");
    assertProblem(
        "{name: a, type: double, decimal: '5'}",
        "Invalid columns[0].decimal: 5 (must be one character that is no letter, digit or sign)");
  }

  @Test
  void readsTheNotationOfCells() {
    TableSchema schema =
        read(
            """
            columns:
              - {name: a, type: double, decimal: ',', thousands: '.', missing: ["\\N", NA]}
              - {name: b, type: timestamp, pattern: d MMM yyyy, locale: es-MX}
            """,
            Addressing.HEADER);
    assertThat(schema.columns())
        .containsExactly(
            ColumnSpec.of("a", ColumnType.DOUBLE)
                .withDialect(
                    CellDialect.PLAIN
                        .withMissing(List.of("\\N", "NA"))
                        .withNumbers(new NumberStyle(',', '.'))),
            ColumnSpec.ofTimes("b", new TimePattern("d MMM yyyy", "UTC", "es-MX")));
  }

  @Test
  void withoutAHeaderEveryColumnNeedsAPosition() {
    assertThatThrownBy(() -> read("columns: [{name: a}]", Addressing.POSITION))
        .hasMessageEndingWith(
            "Invalid columns[0].position: none (must be given when the files have no header)");
  }

  @Test
  void whatWasResolvedReadsTheSame() {
    String yaml =
        """
        columns:
          - {name: time, type: timestamp, pattern: yyyy-MM-dd}
          - {name: age, type: float, max: 3.5, values: {old: 3.5, young: 1}, missing: '-'}
          - {name: sum, type: double, decimal: ',', thousands: ' '}
          - {name: day, type: timestamp, pattern: d MMM yyyy, zone: Asia/Tokyo, locale: de}
        """;
    Problems problems = new Problems("job");
    ConfigSection root = new ConfigSection(JobText.parse("job", yaml), problems);
    TableSchema first = TableSchema.from(root.sections("columns"), Addressing.KEY);
    ConfigSection again = new ConfigSection(root.resolved(), problems);
    assertThat(TableSchema.from(again.sections("columns"), Addressing.KEY)).isEqualTo(first);
    problems.throwIfAny();
  }

  @Test
  void bothSpellingsOfNormalizersResolveToTheOldOne() {
    for (String key : List.of("normalizers", "normalisers")) {
      Problems problems = new Problems("job");
      String yaml = "columns: [{name: a, %s: [upper-case, trim]}]".formatted(key);
      ConfigSection root = new ConfigSection(JobText.parse("job", yaml), problems);
      TableSchema schema = TableSchema.from(root.sections("columns"), Addressing.KEY);
      root.rejectUnknownKeys();
      problems.throwIfAny();
      assertThat(schema.columns().get(0).normalizers())
          .containsExactly(Normalizer.UPPER_CASE, Normalizer.TRIM);
      assertThat(root.resolved().toString())
          .isEqualTo(
              "{\"columns\":[{\"name\":\"a\",\"source\":\"a\",\"type\":\"string\","
                  + "\"required\":true,\"normalisers\":[\"upper-case\",\"trim\"]}]}");
    }
  }

  @Test
  void recordsRefuseWhatMakesNoSense() {
    assertRefused(() -> ColumnSpec.of("A", ColumnType.INT), "name 'A' must be lower-case letters");
    assertRefused(
        () -> ColumnSpec.of("a", ColumnType.INT).withPosition(-1), "position -1 is below 0");
    assertRefused(
        () -> ColumnSpec.of("a", ColumnType.TIMESTAMP),
        "a pattern goes with a timestamp, and only there");
    assertRefused(
        () -> ColumnSpec.of("a", ColumnType.STRING).withBounds(new Bounds(0, 1)),
        "bounds go with numbers only");
    assertRefused(() -> new Bounds(2, 1), "min 2.0 is above max 1.0");
    assertRefused(() -> new TimePattern("yyyy-MM-dd", "Nowhere"), "zone 'Nowhere' is unknown");
    assertRefused(
        () -> new TimePattern("H:mm", "UTC"), "pattern 'H:mm' can't tell the year, day and hour");
    assertRefused(
        () -> new TimePattern("yyyy-MM-dd", "UTC", "nowhere"), "locale 'nowhere' is unknown");
    assertRefused(() -> new NumberStyle(',', ','), "decimals and thousands are both marked by ,");
    assertRefused(
        () -> new NumberStyle('1', ','), "a digit, sign or exponent marks decimals or thousands");
    assertRefused(
        () ->
            ColumnSpec.of("a", ColumnType.STRING)
                .withDialect(CellDialect.PLAIN.withNumbers(new NumberStyle(',', '.'))),
        "decimals and thousands go with numbers only");
    ColumnSpec column = ColumnSpec.of("a", ColumnType.INT);
    assertRefused(() -> new TableSchema(List.of(column, column)), "two columns are called a");
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static void assertProblem(String columns, String message) {
    assertThatThrownBy(() -> read("columns: [" + columns + "]", Addressing.HEADER))
        .isInstanceOf(JobException.class)
        .hasMessage("1 problem in job:%n  %s".formatted(message));
  }

  private static TableSchema read(String yaml, Addressing addressing) {
    Problems problems = new Problems("job");
    ObjectNode tree = JobText.parse("job", yaml);
    ConfigSection root = new ConfigSection(tree, problems);
    TableSchema schema = TableSchema.from(root.sections("columns"), addressing);
    root.rejectUnknownKeys();
    problems.throwIfAny();
    return schema;
  }
}
