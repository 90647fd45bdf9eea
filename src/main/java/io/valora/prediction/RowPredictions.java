package io.valora.prediction;

import io.valora.networks.RowScorer;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.IndexBatch;
import io.valora.tower.Standardization;
import io.valora.tower.TowerDesign;
import io.valora.training.RowLayout;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Batch scoring of encoded rows, one by one on the executors: a row's prediction doesn't depend on
 * its neighbors.
 *
 * @param layout of bags and numbers
 * @param scale that answers are brought back by
 */
public record RowPredictions(
    TowerDesign design, RowLayout layout, TrainedNetwork network, Standardization scale)
    implements Serializable {
  /** Of a network that answers in the unit itself. */
  public RowPredictions(TowerDesign design, RowLayout layout, TrainedNetwork network) {
    this(design, layout, network, Standardization.NONE);
  }

  /**
   * Adds a column of doubles, and drops the layout's own columns but the label.
   *
   * @param column its name; with cross-entropy it holds probabilities
   */
  public Dataset<Row> add(Dataset<Row> encoded, String column) {
    String[] kept =
        Arrays.stream(encoded.columns())
            .filter(name -> name.equals(layout.label()) || !layout.columns().contains(name))
            .toArray(String[]::new);
    StructType schema = encoded.selectExpr(quoted(kept)).schema();
    Broadcast<RowPredictions> sent =
        JavaSparkContext.fromSparkContext(encoded.sparkSession().sparkContext()).broadcast(this);
    return encoded
        .sparkSession()
        .createDataFrame(
            encoded.toJavaRDD().mapPartitions(rows -> sent.value().predicted(rows, kept)),
            schema.add(column, DataTypes.DoubleType, false));
  }

  private Iterator<Row> predicted(Iterator<Row> rows, String[] kept) {
    RowScorer scorer = network.rowScorer();
    IndexBatch batch = new IndexBatch(design.tables(), design.numbers(), 1);
    float[] output = new float[1];
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        fill(batch, row);
        scorer.score(batch, output);
        Object[] values = new Object[kept.length + 1];
        for (int i = 0; i < kept.length; i++) {
          values[i] = row.getAs(kept[i]);
        }
        values[kept.length] = answer(output[0]);
        return RowFactory.create(values);
      }
    };
  }

  private void fill(IndexBatch batch, Row row) {
    batch.clearBags();
    for (int table = 0; table < layout.tables().size(); table++) {
      RowLayout.TableColumns columns = layout.tables().get(table);
      int[] indices = ints(row.getList(row.fieldIndex(columns.indices())));
      float[] weights = floats(row.getList(row.fieldIndex(columns.weights())));
      batch.bags(table).add(indices, weights, 0, indices.length);
      batch.bags(table).endRow();
    }
    if (design.numbers() > 0) {
      float[] numbers = floats(row.getList(row.fieldIndex(layout.numbers())));
      System.arraycopy(numbers, 0, batch.numbers(), 0, numbers.length);
    }
    batch.holds(1);
  }

  private double answer(float output) {
    return scale.restored(design.dense().loss().answer(output));
  }

  private static String[] quoted(String[] names) {
    return Arrays.stream(names).map("`%s`"::formatted).toArray(String[]::new);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(value -> value).toArray();
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
