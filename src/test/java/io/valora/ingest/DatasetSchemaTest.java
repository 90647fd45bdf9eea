package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DatasetSchemaTest {
  @Test
  void everyColumnTypeHasATypeOfSpark() {
    List<ColumnSpec> columns =
        Arrays.stream(ColumnType.values()).map(DatasetSchemaTest::column).toList();
    assertThat(DatasetSchema.of(new TableSchema(columns)).toDDL())
        .isEqualTo(
            "string_cell STRING,int_cell INT,long_cell BIGINT,float_cell FLOAT,"
                + "double_cell DOUBLE,timestamp_cell TIMESTAMP,epoch_seconds_cell TIMESTAMP,epoch_milliseconds_cell TIMESTAMP");
  }

  private static ColumnSpec column(ColumnType type) {
    String name = type.name().toLowerCase(Locale.ROOT) + "_cell";
    return type == ColumnType.TIMESTAMP
        ? ColumnSpec.ofTimes(name, new TimePattern("yyyy-MM-dd", "UTC"))
        : ColumnSpec.of(name, type);
  }
}
