package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NearIdsTest {
  @Test
  void idsThatDifferInFormOnlyAreCountedWithAnExampleAndTheRemedy() {
    StructType type =
        new StructType()
            .add("user", DataTypes.StringType)
            .add("item", DataTypes.StringType)
            .add("rating", DataTypes.StringType);
    Dataset<Row> rows =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("12", "Alien", "a"),
                    RowFactory.create("12.0", "alien ", "A"),
                    RowFactory.create("13", "ALIEN", "a"),
                    RowFactory.create(null, "Brazil", "a"),
                    RowFactory.create("13", "Brazil", "a")),
                type);
    TableSchema schema =
        new TableSchema(
            List.of(
                ColumnSpec.of("user", ColumnType.STRING),
                ColumnSpec.of("item", ColumnType.STRING),
                ColumnSpec.of("rating", ColumnType.STRING)));
    assertThat(NearIds.warnings(rows, schema))
        .containsExactly(
            "1 pair of users differs in the decimals of a number only, such as '12' and '12.0';"
                + " if they are the same, type: long makes one of them",
            "2 pairs of items differ in case, spaces or Unicode form only, such as 'ALIEN' and"
                + " 'alien '; if they are the same, normalizers: [trim, unicode, collapse-spaces,"
                + " lower-case] makes one of them");
    assertThat(NearIds.warnings(rows.where("user = '13'"), schema)).isEmpty();
  }
}
