package io.valora.training.averaging;

import io.valora.tower.TowerUpdate;
import java.io.Serializable;

/**
 * Update from one round of a replica trained on a shard, or the mean of such updates.
 *
 * @param shard from 0; of a mean, the place of the node that took it
 * @param bytes of a {@link TowerUpdate}
 */
public record ShardRound(int shard, byte[] bytes) implements Serializable {
  static ShardRound of(int shard, TowerUpdate update) {
    return new ShardRound(shard, update.toBytes());
  }

  TowerUpdate update() {
    return TowerUpdate.of(bytes);
  }
}
