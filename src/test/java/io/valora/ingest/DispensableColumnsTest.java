package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.FileHead;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispensableColumnsTest {
  private static final SourceFile FILE = new SourceFile("/a.csv", "a.csv", "");
  private static final Set<String> DISPENSABLE = Set.of("label");

  @Test
  void aHeaderWithoutADispensableColumnLeavesItsCellsMissing() throws BadLineException {
    FileHead head = new FileHead(true, 4, 1, ",", List.of("b", "a"), 2);
    assertThat(parser(plan(true, DISPENSABLE, 0, 0, 0), head).cells("1,2"))
        .containsExactly("2", null, "1");
    assertThatThrownBy(() -> parser(plan(true, Set.of(), 0, 0, 0), head))
        .hasMessage("Cannot read a.csv: column 'label' is missing (the header has b, a)");
  }

  @Test
  void aDispensableColumnThatIsThereIsRead() throws BadLineException {
    FileHead head = new FileHead(true, 10, 1, ",", List.of("b", "label", "a"), 3);
    assertThat(parser(plan(true, DISPENSABLE, 0, 0, 0), head).cells("1,x,2"))
        .containsExactly("2", "x", "1");
  }

  @Test
  void withoutAHeaderADispensableColumnMayBeBehindTheLastCell() throws BadLineException {
    ReadPlan plan = plan(false, DISPENSABLE, 1, 3, 2);
    FileHead narrow = new FileHead(true, 0, 0, ",", List.of(), 2);
    assertThat(parser(plan, narrow).cells("2,1")).containsExactly("2", null, "1");
    FileHead wide = new FileHead(true, 0, 0, ",", List.of(), 3);
    assertThat(parser(plan, wide).cells("2,1,x")).containsExactly("2", "x", "1");
  }

  private static LineParser parser(ReadPlan plan, FileHead head) {
    return DelimitedLineParser.of(FILE, plan, head, Set.of());
  }

  private static ReadPlan plan(boolean header, Set<String> dispensable, int... positions) {
    FileLayout layout = new FileLayout(FileFormat.CSV, header, Trial.CSV.dialect(), "UTF-8");
    SourceFiles files = new SourceFiles(List.of(FILE));
    return new ReadPlan(files, layout, schema(positions), dispensable, List.of());
  }

  private static TableSchema schema(int... positions) {
    return new TableSchema(
        List.of(
            ColumnSpec.of("a", ColumnType.STRING).withPosition(positions[0]),
            ColumnSpec.of("label", ColumnType.STRING).optional().withPosition(positions[1]),
            ColumnSpec.of("b", ColumnType.STRING).withPosition(positions[2])));
  }
}
