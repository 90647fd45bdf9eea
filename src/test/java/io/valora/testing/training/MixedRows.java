package io.valora.testing.training;

import io.valora.base.KeyedHash;
import io.valora.testing.LocalSpark;
import io.valora.training.RowLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Encoded rows with an index, a bag and two numbers, all functions of the row's label. */
public final class MixedRows {
  public static final RowLayout LAYOUT =
      new RowLayout(
          "label",
          List.of(
              RowLayout.TableColumns.index("user_index"),
              RowLayout.TableColumns.bag("terms", "weights")),
          "numbers");

  private static final StructType ENCODED =
      new StructType()
          .add("numbers", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("row_key", DataTypes.LongType, false)
          .add("label", DataTypes.FloatType, false)
          .add("terms", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("user_index", DataTypes.IntegerType, false);

  private MixedRows() {}

  /** Rows whose labels are 0, 1 and so on. */
  public static Dataset<Row> rows(int count) {
    return LocalSpark.session()
        .createDataFrame(IntStream.range(0, count).mapToObj(MixedRows::row).toList(), ENCODED);
  }

  public static long key(int label) {
    return KeyedHash.hash(3, label);
  }

  public static int user(int label) {
    return label % 13;
  }

  /** Between none and four. */
  public static int[] terms(int label) {
    return IntStream.range(0, label % 5).map(term -> label + 100 * term).toArray();
  }

  public static float[] weights(int label) {
    float[] weights = new float[label % 5];
    for (int term = 0; term < weights.length; term++) {
      weights[term] = label + term / 8f;
    }
    return weights;
  }

  public static float[] numbers(int label) {
    return new float[] {label / 2f, -label};
  }

  private static Row row(int label) {
    return RowFactory.create(
        numbers(label), key(label), (float) label, terms(label), weights(label), user(label));
  }
}
