package io.valora.training;

import io.valora.tower.TowerUpdate;
import java.io.Serializable;

/** What a round made of a replica that trained on a shard. */
record ShardRound(int shard, TowerUpdate update) implements Serializable {}
