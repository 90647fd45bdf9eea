package io.valora.baselines;

import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Factors of all users and items, {@code 4 * rank} bytes each, on the driver and broadcast: as
 * large as the vocabularies, like a network's embeddings.
 */
record Factors(Broadcast<Tables> tables) implements FittedRanking {
  /** The two tables that are multiplied. */
  record Tables(FactorTable users, FactorTable items) implements Serializable {}

  static Factors of(Dataset<Row> users, Dataset<Row> items, int rank) {
    Tables tables = new Tables(FactorTable.of(users, rank), FactorTable.of(items, rank));
    return new Factors(
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext()).broadcast(tables));
  }

  @Override
  public PairScorerFactory scorers() {
    return new Scorers(tables);
  }

  @Override
  public void close() {
    tables.destroy();
  }

  private record Scorers(Broadcast<Tables> tables) implements PairScorerFactory {
    @Override
    public PairScorer open() {
      Tables both = tables.value();
      return (users, items, length, scores) -> {
        for (int pair = 0; pair < length; pair++) {
          scores[pair] = both.users.dot(users[pair], both.items, items[pair]);
        }
      };
    }
  }
}
