package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ParsedCell.Problem;
import io.valora.testing.Breakage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hundreds of broken cells of every type: each is typed, or has a problem that says so. */
class BrokenCellsTest {
  private static final int CELLS = 400;

  @ParameterizedTest
  @EnumSource
  void everyBrokenCellIsTypedOrAProblem(ColumnType type) {
    Breakage breakage = new Breakage(type.ordinal());
    boolean time = type == ColumnType.TIMESTAMP;
    ColumnSpec column =
        time
            ? ColumnSpec.ofTimes("c", new TimePattern("M/d/yyyy H:mm", "UTC"))
            : ColumnSpec.of("c", type);
    CellParser parser = new CellParser(column);
    int problems = 0;
    for (int i = 0; i < CELLS; i++) {
      String cell = breakage.broken(time ? "1/31/2021 9:05" : "1612083900");
      if (parser.parse(cell) instanceof Problem problem) {
        assertThat(problem.rule()).as("%s", cell).isNotBlank();
        problems++;
      }
    }
    assertThat(problems).isBetween(1, CELLS - 1);
  }
}
