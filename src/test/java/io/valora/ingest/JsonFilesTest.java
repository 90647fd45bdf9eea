package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesTest {
  private static final FileLayout JSON =
      new FileLayout(FileFormat.JSON_LINES, false, FileLayout.NONE, FileLayout.NONE, "UTF-8");

  @TempDir Path folder;

  @Test
  void anArrayWithAnObjectALineHasTheRowsOfItsObjects() {
    Trial trial = trial("[\n{\"u\": \"a\"},\n{\"u\": NaN},\n{\"u\": \"b\"}\n]\n");
    assertThat(trial.run().counts()).isEqualTo(new IngestCounts(3, 3, 0, 0, 0));
  }

  @Test
  void filesOfAnotherShapeAreRefusedAsAWhole() {
    assertRefused("{'u': 'a'}\n{'u': 'b'}\n", "it has Python dicts, not JSON");
    assertRefused("[\n {\n  \"u\": \"a\"\n }\n]", "its objects span lines");
    assertRefused("[{\"u\": \"a\"}, {\"u\": \"b\"}]", "it is a JSON array");
  }

  private void assertRefused(String text, String reason) {
    assertThatThrownBy(() -> trial(text).run())
        .hasMessageStartingWith("Cannot read a.json: " + reason + " (write ");
  }

  private Trial trial(String text) {
    return new Trial(folder)
        .layout(JSON)
        .schema(new TableSchema(List.of(ColumnSpec.of("u", ColumnType.STRING))))
        .file("a.json", text);
  }
}
