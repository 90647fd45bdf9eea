package io.valora.training.stock;

import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Of a shard, the batches between two averagings, made one at a time in the thread that trains.
 *
 * @param firstBatch of the round, from 0
 * @param endBatch one past the last of the round; a shard may have fewer batches
 */
public record RoundBatches(
    BatchPlan plan, int epoch, int firstBatch, int endBatch, TrainedRows trained)
    implements FlatMapFunction<Iterator<Shard>, MultiDataSet> {
  @Override
  public Iterator<MultiDataSet> call(Iterator<Shard> partition) {
    ShardBatches batches = new ShardBatches(plan, epoch, partition.next());
    return new Iterator<>() {
      private int next = firstBatch;

      @Override
      public boolean hasNext() {
        return next < Math.min(endBatch, batches.count());
      }

      @Override
      public MultiDataSet next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the round has no batch " + next);
        }
        Nd4j.getRandom().setSeed(batches.seedOf(next));
        trained.add(batches.described(next));
        return batches.batch(next++);
      }
    };
  }
}
