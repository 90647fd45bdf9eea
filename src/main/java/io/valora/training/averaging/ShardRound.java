package io.valora.training.averaging;

import io.valora.tower.TowerUpdate;
import java.io.Serializable;

/**
 * Update from one round of a replica trained on a shard, or the mean of such updates.
 *
 * @param shard from 0; of a mean, the place of the node that took it
 */
public record ShardRound(int shard, TowerUpdate update) implements Serializable {}
