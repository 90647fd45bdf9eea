package io.valora.networks;

import io.valora.model.BlockScorer;
import io.valora.model.PairScorer;
import io.valora.tower.Bags;
import io.valora.tower.FactorScores;
import io.valora.tower.HeadKernel;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerKernel;
import io.valora.tower.TowerShape.Head;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Scores by a tower's kernel, without a graph. Only whole tiles are computed, so that a pair's
 * stars don't depend on how many pairs are asked for with it, and blocks of whole tiles give the
 * bits of one block. Where a pair stands in its tile can show in the last bits: OpenBLAS's products
 * for AVX2 don't sum every row in the same order (those for AVX-512 do). Factors are summed pair by
 * pair, and a tile of theirs is one pair.
 */
final class TowerScorer implements PairScorer, RowScorer {
  private static final int CONTEXTS = 2;
  private static final int[][] NONE = {};
  private static final int[] NO_ENTRIES = {};
  private static final int CHUNK = 16 * TowerKernel.TILE;

  private final TowerLayer layer;
  private final HeadKernel kernel;
  private final IndexBatch batch;
  private final TableRows rows;
  private final float[] outputs = new float[CHUNK];
  private final FloatBuffer weights;
  private final Optional<FactorScores> factors;
  private final int tile;

  /**
   * @param parameters in the order of {@link TowerParameters}; not copied but the dense ones
   */
  TowerScorer(TowerLayer layer, float[] parameters) {
    List<TableShape> tables = layer.tables();
    int from = TableRows.numbers(tables);
    FloatPointer dense = new FloatPointer((long) parameters.length - from);
    dense.put(parameters, from, parameters.length - from);
    FloatBuffer weights = FloatBuffer.wrap(parameters);
    this.layer = layer;
    this.kernel = HeadKernel.of(layer.shape(), dense, dense);
    this.batch = new IndexBatch(tables, 0, CHUNK);
    this.weights = weights;
    this.rows = rows(batch);
    this.factors =
        FactorScores.fits(tables, layer.shape())
            ? Optional.of(new FactorScores(tables, layer.shape(), parameters))
            : Optional.empty();
    this.tile = layer.shape().head() == Head.FACTORS ? 1 : TowerKernel.TILE;
  }

  @Override
  public void score(int[] users, int[] items, int length, float[] stars) {
    score(users, items, NONE, length, stars);
  }

  @Override
  public void score(int[] users, int[] items, int[][] contexts, int length, float[] stars) {
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      fill(0, users, from, count);
      fill(1, items, from, count);
      if (layer.tables().size() > CONTEXTS) {
        fillBags(contexts, from, count);
      }
      batch.holds(wholeTiles(count));
      kernel.score(rows, outputs);
      layer.activate(outputs, count);
      System.arraycopy(outputs, 0, stars, from, count);
    }
  }

  @Override
  public void score(IndexBatch some, float[] into) {
    factors.ifPresentOrElse(
        scores -> scores.score(some, into), () -> kernel.score(rows(some), into));
  }

  @Override
  public Optional<BlockScorer> blocks() {
    return FactorBlocks.fits(layer)
        ? Optional.of(new FactorBlocks(layer, weights.array()))
        : Optional.empty();
  }

  private TableRows rows(IndexBatch some) {
    return new TableRows(
        some, layer.tables(), layer.shape().input(), weights, FloatBuffer.allocate(0));
  }

  private void fill(int table, int[] indices, int from, int count) {
    int[] into = batch.indices()[table];
    System.arraycopy(indices, from, into, 0, count);
    Arrays.fill(into, count, wholeTiles(count), 0);
  }

  private void fillBags(int[][] contexts, int from, int count) {
    Bags bags = batch.bags(CONTEXTS);
    bags.clear();
    for (int row = 0; row < wholeTiles(count); row++) {
      for (int context : row < count && contexts.length > 0 ? contexts[from + row] : NO_ENTRIES) {
        bags.add(context, 1f);
      }
      bags.endRow();
    }
  }

  private int wholeTiles(int rows) {
    return (rows + tile - 1) / tile * tile;
  }
}
