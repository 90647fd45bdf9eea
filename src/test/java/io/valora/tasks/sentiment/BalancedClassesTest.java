package io.valora.tasks.sentiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class BalancedClassesTest {
  @Test
  void rowsOfTheRarerClassAreRepeatedUntilBothCountTheSame() {
    Dataset<Row> train = train(1_000, 8);
    BalancedClasses balanced = BalancedClasses.of(train, 42);

    assertThat(balanced.rows().count()).isEqualTo(1_000 + balanced.added());
    assertThat(balanced.rows().where("label = 0").count()).isEqualTo(875);
    assertThat((double) balanced.rows().where("label = 1").count()).isCloseTo(875, within(1.0));
  }

  @Test
  void oneClassAloneStaysAsItIs() {
    assertThat(BalancedClasses.of(train(10, 100).where("label = 0"), 42).added()).isZero();
  }

  private static Dataset<Row> train(long rows, int every) {
    return LocalSpark.session()
        .range(rows)
        .select(
            col("id").as("row_key"),
            when(col("id").mod(every).equalTo(0), 1.0).otherwise(0.0).as("label"));
  }
}
