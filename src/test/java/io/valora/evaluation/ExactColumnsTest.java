package io.valora.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ExactColumnsTest {
  @Test
  void sumAndMeanDoNotDependOnOrderAndPartitions() {
    List<Double> values = new ArrayList<>();
    Random random = new Random(3);
    for (int value = 0; value < 2000; value++) {
      values.add(random.nextGaussian());
    }
    double[] once = sumAndMean(values, 1);
    assertThat(once[0])
        .isCloseTo(values.stream().mapToDouble(Double::doubleValue).sum(), within(1e-10));
    assertThat(once[1]).isCloseTo(once[0] / 2000, within(1e-15));
    for (int partitions = 2; partitions < 6; partitions++) {
      Collections.shuffle(values, random);
      assertThat(sumAndMean(values, partitions)).containsExactly(once);
    }
  }

  @Test
  void withoutRowsThereIsNeither() {
    Dataset<Row> none = LocalSpark.session().emptyDataset(Encoders.DOUBLE()).toDF("value");
    Row row =
        none.agg(ExactColumns.exactSum(col("value")), ExactColumns.exactMean(col("value"))).first();
    assertThat(row.isNullAt(0)).isTrue();
    assertThat(row.isNullAt(1)).isTrue();
  }

  private static double[] sumAndMean(List<Double> values, int partitions) {
    Row row =
        LocalSpark.session()
            .createDataset(values, Encoders.DOUBLE())
            .toDF("value")
            .repartition(partitions)
            .agg(ExactColumns.exactSum(col("value")), ExactColumns.exactMean(col("value")))
            .first();
    return new double[] {row.getDouble(0), row.getDouble(1)};
  }
}
