package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispensableColumnsTest {
  private static final CellSplitter SPLITTER = new CellSplitter(Trial.CSV);
  private static final Set<String> DISPENSABLE = Set.of("label");

  @Test
  void aHeaderWithoutADispensableColumnLeavesItsCellsMissing() throws BadLineException {
    FileHeader header = new FileHeader("a.csv", List.of("b", "a"));
    TableSchema schema = schema(0, 0, 0);
    assertThat(DelimitedLineParser.withHeader(SPLITTER, schema, header, DISPENSABLE).cells("1,2"))
        .containsExactly("2", null, "1");
    assertThatThrownBy(() -> DelimitedLineParser.withHeader(SPLITTER, schema, header))
        .hasMessage("Cannot read a.csv: column 'label' is missing (the header has b, a)");
  }

  @Test
  void aDispensableColumnThatIsThereIsRead() throws BadLineException {
    FileHeader header = new FileHeader("a.csv", List.of("b", "label", "a"));
    assertThat(
            DelimitedLineParser.withHeader(SPLITTER, schema(0, 0, 0), header, DISPENSABLE)
                .cells("1,x,2"))
        .containsExactly("2", "x", "1");
  }

  @Test
  void withoutAHeaderADispensableColumnMayBeBehindTheLastCell() throws BadLineException {
    DelimitedLineParser parser =
        DelimitedLineParser.byPosition(SPLITTER, schema(1, 3, 2), DISPENSABLE);
    assertThat(parser.cells("2,1")).containsExactly("2", null, "1");
    assertThat(parser.cells("2,1,x")).containsExactly("2", "x", "1");
  }

  private static TableSchema schema(int... positions) {
    return new TableSchema(
        List.of(
            ColumnSpec.of("a", ColumnType.STRING).withPosition(positions[0]),
            ColumnSpec.of("label", ColumnType.STRING).optional().withPosition(positions[1]),
            ColumnSpec.of("b", ColumnType.STRING).withPosition(positions[2])));
  }
}
