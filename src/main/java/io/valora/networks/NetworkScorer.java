package io.valora.networks;

import io.valora.model.PairScorer;
import io.valora.tower.IndexBatch;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores by forward passes of bounded size, without dropout. */
final class NetworkScorer implements PairScorer, RowScorer {
  private static final int CHUNK = 4096;

  private final ComputationGraph graph;

  NetworkScorer(ComputationGraph graph) {
    this.graph = graph;
  }

  @Override
  public void score(IndexBatch batch, float[] outputs) {
    score(batch.indices()[0], batch.indices()[1], batch.rows(), outputs);
  }

  @Override
  public void score(int[] users, int[] items, int length, float[] stars) {
    for (int from = 0; from < length; from += CHUNK) {
      int to = Math.min(length, from + CHUNK);
      INDArray predicted =
          graph.outputSingle(
              RatingBatch.indices(Arrays.copyOfRange(users, from, to)),
              RatingBatch.indices(Arrays.copyOfRange(items, from, to)));
      System.arraycopy(predicted.toFloatVector(), 0, stars, from, to - from);
      predicted.close();
    }
  }
}
