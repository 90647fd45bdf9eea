package io.valora.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.Dialect;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.TextStream;
import io.valora.ingest.tables.PartitionPath;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileHeadTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING).withPosition(1),
              ColumnSpec.of("text", ColumnType.STRING).withPosition(3)));

  @Test
  void theHeaderStandsBelowSkippedLinesCommentsAndBlankLines() throws IOException {
    Dialect dialect = new Dialect(",", '"', Dialect.NONE, "#", 2);
    String above = "Ratings\n2024,,\n# made by hand\n\n";
    FileHead head = head(dialect, true, above + "user,text\nu,x\n");
    assertThat(head).isEqualTo(new FileHead(true, 41, 5, ",", List.of("user", "text"), 2));
  }

  @Test
  void aFirstLineOfExcelNamesTheDelimiter() throws IOException {
    FileHead head = head(Trial.CSV.dialect(), true, "sep=;\r\nuser;text\r\nu;x\r\n");
    assertThat(head).isEqualTo(new FileHead(true, 18, 2, ";", List.of("user", "text"), 2));
  }

  @Test
  void aHeaderMaySpanLines() throws IOException {
    FileHead head = head(Trial.CSV.dialect(), true, "user,\"the\ntext\"\nu,x\n");
    assertThat(head.names()).containsExactly("user", "the\ntext");
    assertThat(head.bodyLine()).isEqualTo(2);
  }

  @Test
  void aDelimiterAtTheEndOfAllRowsIsNoCell() throws IOException {
    assertThat(head(Trial.CSV.dialect(), true, "user,text\nu,x,\nv,y,\n").width()).isEqualTo(3);
    assertThat(head(Trial.CSV.dialect(), true, "user,text,\nu,x\nv,y\n").width()).isEqualTo(2);
    assertThat(head(Trial.CSV.dialect(), true, "user,text,\nu,x,\nv,y,\n").width()).isEqualTo(3);
    assertThat(head(Trial.CSV.dialect(), true, "user,text\nu,x,\nv,y\n").width()).isEqualTo(2);
    assertThat(head(Trial.CSV.dialect(), true, "user,text\nu,x,1\nv,y,2\n").width()).isEqualTo(2);
  }

  @Test
  void rowsWithoutHeaderHaveTheWidthOfMostUnlessThatWouldCutOthers() throws IOException {
    assertThat(headless("u,1,x\n")).isEqualTo(3);
    assertThat(headless("u,1,x,y\nu,1,x,y\nu,1,x\n")).isEqualTo(3);
    assertThat(headless("u,1,x,2,3\n".repeat(30) + "u,1,x\n")).isEqualTo(5);
    assertThat(headless("u,1\nu,1,x,2\nu,1,x,2\n")).isEqualTo(4);
    assertThat(headless("u,1\n")).isEqualTo(3);
  }

  @Test
  void foldersOfAPathGiveColumnsThatRowsDoNotHave() throws BadLineException {
    Map<String, String> keys = PartitionPath.valuesOf("/data/dt=2024-01-31/text=a%2Fb/x=.csv");
    LineParser rows = line -> new String[] {line, null};
    assertThat(PartitionedLineParser.of(rows, SCHEMA, keys).cells("u")).containsExactly("u", "a/b");
    assertThat(PartitionedLineParser.of(rows, SCHEMA, Map.of())).isSameAs(rows);
  }

  private static int headless(String text) throws IOException {
    FileHead head = head(Trial.CSV.dialect(), false, text);
    assertThat(head.bodyOffset()).isZero();
    return head.width();
  }

  private static FileHead head(Dialect dialect, boolean header, String text) throws IOException {
    FileLayout layout = new FileLayout(FileFormat.CSV, header, dialect, "UTF-8");
    ReadPlan plan =
        new ReadPlan(
            new SourceFiles(List.of(new SourceFile("/a", "a", ""))),
            layout,
            SCHEMA,
            Set.of(),
            List.of());
    try (TextStream stream =
        TextStream.open(new ByteArrayInputStream(text.getBytes(UTF_8)), UTF_8)) {
      return new HeadReader("a", plan, stream).read();
    }
  }
}
