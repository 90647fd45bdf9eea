package io.valora.job;

import io.valora.tower.TowerDesign;
import java.util.function.IntFunction;

/** Network that a job is going to train, as far as its job file tells before any row is read. */
public sealed interface NetworkEstimate {
  /**
   * A network whose size the job file bounds.
   *
   * @param counted what is in the size, and what is unknown
   */
  record Bounded(TowerDesign design, String counted) implements NetworkEstimate {}

  /**
   * A network with a table row for each user and each item.
   *
   * @param designs by the number of users, with as many items
   */
  record ByIds(IntFunction<TowerDesign> designs) implements NetworkEstimate {}
}
