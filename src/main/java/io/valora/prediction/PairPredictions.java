package io.valora.prediction;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.USER_INDEX;

import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds what a trained scorer predicts to encoded rows, where they lie.
 *
 * @param scorers opened once a partition
 */
public record PairPredictions(PairScorerFactory scorers) {
  private static final int ROWS_AT_ONCE = 4096;

  /**
   * The same rows, read with their {@code context} where they have one, with a column {@code
   * prediction} (double, stars).
   */
  public Dataset<Row> of(Dataset<Row> encoded) {
    StructType schema = encoded.schema().add(PREDICTION, DataTypes.DoubleType, false);
    int user = encoded.schema().fieldIndex(USER_INDEX);
    int item = encoded.schema().fieldIndex(ITEM_INDEX);
    int context = Arrays.asList(encoded.columns()).indexOf(CONTEXT);
    Broadcast<PairScorerFactory> factory =
        JavaSparkContext.fromSparkContext(encoded.sparkSession().sparkContext()).broadcast(scorers);
    return encoded
        .sparkSession()
        .createDataFrame(
            encoded
                .toJavaRDD()
                .mapPartitions(rows -> new Predicting(rows, factory.value(), user, item, context)),
            schema);
  }

  /** Scores the rows of one partition, some thousands at a time. */
  private static final class Predicting implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final PairScorerFactory factory;
    private final int userColumn;
    private final int itemColumn;
    private final int contextColumn;
    private final Queue<Row> ready = new ArrayDeque<>();
    private PairScorer scorer;

    Predicting(
        Iterator<Row> rows,
        PairScorerFactory factory,
        int userColumn,
        int itemColumn,
        int contextColumn) {
      this.rows = rows;
      this.factory = factory;
      this.userColumn = userColumn;
      this.itemColumn = itemColumn;
      this.contextColumn = contextColumn;
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || rows.hasNext();
    }

    @Override
    public Row next() {
      if (ready.isEmpty()) {
        scoreSome();
      }
      return ready.remove();
    }

    private void scoreSome() {
      List<Row> some = new ArrayList<>();
      while (some.size() < ROWS_AT_ONCE && rows.hasNext()) {
        some.add(rows.next());
      }
      int[] users = some.stream().mapToInt(row -> row.getInt(userColumn)).toArray();
      int[] items = some.stream().mapToInt(row -> row.getInt(itemColumn)).toArray();
      float[] stars = new float[some.size()];
      scorer = scorer == null ? factory.open() : scorer;
      scorer.score(users, items, contexts(some), some.size(), stars);
      for (int i = 0; i < stars.length; i++) {
        ready.add(withPrediction(some.get(i), stars[i]));
      }
    }

    private int[][] contexts(List<Row> some) {
      return contextColumn < 0
          ? new int[0][]
          : some.stream()
              .map(row -> row.<Integer>getList(contextColumn))
              .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
    }

    private static Row withPrediction(Row row, double stars) {
      Object[] values = new Object[row.size() + 1];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = stars;
      return RowFactory.create(values);
    }
  }
}
