package io.valora.tower;

import java.util.Arrays;

/**
 * A table of which a batch reads and writes only the rows that it touches. Gradients of a row are
 * added up beside those of the batch's other rows; then each row is updated once. A row's optimizer
 * state stands behind it, so that both come with one access to memory. The cost of a batch doesn't
 * depend on the number of rows in the table.
 */
final class EmbeddingTable {
  /** Rows that are updated at once: what they hold stays in the innermost cache. */
  private static final int CHUNK = 64;

  /** Numbers of a cache line. */
  private static final int LINE = 16;

  /** Numbers of a table that caches don't hold. */
  private static final int LARGE = 1 << 20;

  private final int tableRows;
  private final int dimension;
  private final boolean learns;
  private final UpdateRule rule;
  private final double decay;
  private final double penalty;
  private final float[] values;
  private final int stride;
  private final RowSet batch;
  private final RoundRows round;
  private int[] slots = {};
  private float[] gradients = {};
  private final float[] weights;
  private final float[] chunkGradients;
  private final float[][] state;
  private final RowArithmetic arithmetic = RowArithmetic.fastest();

  /**
   * @param values rows of (embedding, optimizer state), row after row; written by training
   */
  EmbeddingTable(TowerDesign design, int table, float[] values) {
    TableShape shape = design.tables().get(table);
    this.tableRows = shape.rows();
    this.dimension = shape.dimension();
    this.learns = shape.learns();
    this.rule = design.rule();
    this.decay = design.embeddingDecay() * rule.rate();
    this.penalty = design.embeddingPenalty();
    this.values = values;
    this.stride = design.stride(table);
    this.batch = new RowSet(shape.rows());
    this.round = new RoundRows(values, stride, shape.rows());
    this.weights = new float[CHUNK * dimension];
    this.chunkGradients = new float[CHUNK * dimension];
    this.state = new float[rule.stateWidth()][CHUNK * dimension];
  }

  /**
   * Rows of a table as they stand in an array.
   *
   * @param at of the first row
   * @param stride numbers from one row to the next
   */
  record RowsInPlace(float[] values, int at, int stride) {
    int placeOf(int row) {
      return at + row * stride;
    }
  }

  int dimension() {
    return dimension;
  }

  /** Whether it receives gradients; a frozen table is only read. */
  boolean learns() {
    return learns;
  }

  RoundRows round() {
    return round;
  }

  /** Begins a batch whose entry {@code i} is the table row {@code indices[i]}. */
  void open(int[] indices, int length) {
    batch.clear();
    if (slots.length < length) {
      slots = new int[length];
      gradients = new float[learns ? Math.min(length, tableRows) * dimension : 0];
    }
    for (int i = 0; i < length; i++) {
      int known = batch.size();
      int slot = batch.add(indices[i]);
      slots[i] = slot == known ? ~slot : slot;
    }
  }

  /** The same for bags, whose entries keep their numbers; a row that repeats counts once more. */
  void open(Bags bags, int rows) {
    open(bags.indices(), bags.entries());
    int known = 0;
    for (int row = 0; row < rows; row++) {
      for (int entry = bags.start(row); entry < Math.min(known, bags.end(row)); entry++) {
        batch.add(bags.index(entry));
      }
      known = Math.max(known, bags.end(row));
    }
  }

  /**
   * Reads a number of each cache line of some rows. These reads don't wait for each other, as those
   * of a step do.
   *
   * @return a number without meaning that depends on what was read
   */
  int readAhead(int[] rows, int from, int to) {
    int read = 0;
    for (int i = from; i < to; i++) {
      int end = (rows[i] + 1) * stride;
      read ^= batch.readAhead(rows[i]);
      for (int place = end - stride; place < end; place += LINE) {
        read ^= Float.floatToRawIntBits(values[place]);
      }
    }
    return read;
  }

  /** Whether its rows are mostly not in a cache. */
  boolean isLarge() {
    return values.length >= LARGE;
  }

  /** Begins a batch whose rows are named one by one, instead of {@link #open}. */
  void begin() {
    batch.clear();
  }

  /**
   * Counts a row of the table {@code times} times.
   *
   * @return its place in {@link #gradients()}, which may be another array than before
   */
  int name(int row, int times) {
    int known = batch.size();
    int slot = batch.add(row, times);
    int place = slot * dimension;
    if (slot == known) {
      if (gradients.length < place + dimension) {
        gradients = Arrays.copyOf(gradients, RowMean.grown(slot, dimension));
      }
      Arrays.fill(gradients, place, place + dimension, 0f);
    }
    return place;
  }

  /** What {@link #update} ends the batch with; added to by who called {@link #name}. */
  float[] gradients() {
    return gradients;
  }

  /** The rows, each its embedding and then its optimizer state. */
  RowsInPlace rows() {
    return new RowsInPlace(values, 0, stride);
  }

  /** The embedding of the batch's entry {@code i}. */
  void read(int i, float[] into, int at) {
    System.arraycopy(values, place(i), into, at, dimension);
  }

  /** Adds the weighted embedding of the batch's entry {@code i}. */
  void add(int i, float weight, float[] into, int at) {
    int place = place(i);
    for (int k = 0; k < dimension; k++) {
      into[at + k] += weight * values[place + k];
    }
  }

  /** Adds to the gradient of the batch's entry {@code i}; entries come in the batch's order. */
  void learn(int i, float[] from, int at) {
    if (slots[i] < 0) {
      System.arraycopy(from, at, gradients, ~slots[i] * dimension, dimension);
      return;
    }
    int start = slots[i] * dimension;
    for (int k = 0; k < dimension; k++) {
      gradients[start + k] += from[at + k];
    }
  }

  /** The same for an entry that has a weight. */
  void learn(int i, float weight, float[] from, int at) {
    int start = (slots[i] < 0 ? ~slots[i] : slots[i]) * dimension;
    if (slots[i] < 0) {
      slots[i] = ~slots[i];
      Arrays.fill(gradients, start, start + dimension, 0f);
    }
    for (int k = 0; k < dimension; k++) {
      gradients[start + k] += weight * from[at + k];
    }
  }

  private int place(int i) {
    int slot = slots[i] < 0 ? ~slots[i] : slots[i];
    return batch.row(slot) * stride;
  }

  /**
   * Ends a batch of {@code rows} rows: the step, after the decay of all steps since a row was last
   * touched. A frozen table stays as it is.
   */
  void update(long step, int rows) {
    if (rule instanceof UpdateRule.Adagrad adagrad && decay == 0) {
      updateInPlace(adagrad, rows);
      return;
    }
    int changed = learns ? batch.size() : 0;
    for (int first = 0; first < changed; first += CHUNK) {
      int last = Math.min(first + CHUNK, changed);
      for (int slot = first; slot < last; slot++) {
        round.touch(batch.row(slot), batch.count(slot));
        copyOut(slot, (slot - first) * dimension);
      }
      System.arraycopy(gradients, first * dimension, chunkGradients, 0, (last - first) * dimension);
      if (decay > 0) {
        decay(first, last, step);
      }
      if (penalty > 0) {
        penalize(first, last, (float) (penalty / rows));
      }
      rule.apply(weights, state, chunkGradients, (last - first) * dimension, step);
      for (int slot = first; slot < last; slot++) {
        copyBack(slot, (slot - first) * dimension);
      }
    }
  }

  private void updateInPlace(UpdateRule.Adagrad adagrad, int rows) {
    int changed = learns ? batch.size() : 0;
    float share = (float) (penalty / rows);
    for (int slot = 0; slot < changed; slot++) {
      int row = batch.row(slot);
      int count = batch.count(slot);
      round.touch(row, count);
      arithmetic.adagrad(
          adagrad, values, row * stride, gradients, slot * dimension, dimension, share * count);
    }
  }

  private void penalize(int first, int last, float share) {
    for (int slot = first; slot < last; slot++) {
      float strength = share * batch.count(slot);
      int start = (slot - first) * dimension;
      for (int k = start; k < start + dimension; k++) {
        chunkGradients[k] += strength * weights[k];
      }
    }
  }

  private void decay(int first, int last, long step) {
    for (int slot = first; slot < last; slot++) {
      int touched = (batch.row(slot) + 1) * stride - 1;
      float kept = (float) StrictMath.pow(1 - decay, step - values[touched]);
      values[touched] = step;
      int start = (slot - first) * dimension;
      for (int k = start; k < start + dimension; k++) {
        weights[k] *= kept;
      }
    }
  }

  private void copyOut(int slot, int to) {
    int from = batch.row(slot) * stride;
    System.arraycopy(values, from, weights, to, dimension);
    for (float[] part : state) {
      from += dimension;
      System.arraycopy(values, from, part, to, dimension);
    }
  }

  private void copyBack(int slot, int from) {
    int to = batch.row(slot) * stride;
    System.arraycopy(weights, from, values, to, dimension);
    for (float[] part : state) {
      to += dimension;
      System.arraycopy(part, from, values, to, dimension);
    }
  }
}
