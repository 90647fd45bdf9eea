package io.valora.tower;

/**
 * A copy of a tower that is trained. A round of batches begins at weights that it was given and
 * ends with what they became, upon which the replica is again what it was before the round. For one
 * thread at a time.
 */
public interface Replica extends AutoCloseable {
  /** Copies a whole state. */
  void load(TowerState state);

  /** Copies what an averaging changed. */
  void apply(TowerUpdate update);

  /**
   * One step.
   *
   * @param step from 1, the same on every shard
   * @param seed of dropout
   * @return mean loss of the batch before the step, without penalties
   */
  double train(IndexBatch batch, long step, long seed);

  /** Returns the changes since {@link #load}, {@link #apply} or the last call, and resets them. */
  TowerUpdate end();

  /** Forgets what batches made since the round began. */
  void undo();

  @Override
  void close();
}
