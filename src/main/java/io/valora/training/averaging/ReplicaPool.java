package io.valora.training.averaging;

import io.valora.tower.Replica;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.tower.device.DeviceReplica;
import io.valora.training.shards.Shard;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The replicas of this JVM: they live from round to round, as many as tasks ran at once, until
 * their training ends.
 */
final class ReplicaPool {
  private static final ConcurrentHashMap<String, ReplicaPool> POOLS = new ConcurrentHashMap<>();

  private final Queue<Resident> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private ReplicaPool() {}

  /** A replica and the averaging that it is at. */
  static final class Resident {
    private final Replica replica;
    private final Optional<ResidentShard> shard;
    private long version = -1;

    private Resident(Replica replica) {
      this.replica = replica;
      this.shard =
          replica instanceof DeviceReplica device
              ? Optional.of(new ResidentShard(device))
              : Optional.empty();
    }

    /** The shard that stays where the replica is, if one can. */
    Optional<ResidentShard> shard() {
      return shard;
    }

    private boolean keeps(Shard some) {
      return shard.filter(kept -> kept.keeps(some)).isPresent();
    }

    /** Brings it to the start of the round, by changes if it has kept up. */
    Replica at(StateChain start) {
      replica.undo();
      if (version < start.wholeVersion() || version > start.version()) {
        TowerState whole = start.whole().value();
        version = -1;
        replica.load(whole);
        version = start.wholeVersion();
      }
      while (version < start.version()) {
        long next = version + 1;
        TowerUpdate change = start.changeTo(next);
        version = -1;
        replica.apply(change);
        version = next;
      }
      return replica;
    }
  }

  /** That of a training; it begins empty. */
  static ReplicaPool of(String training) {
    return POOLS.computeIfAbsent(training, key -> new ReplicaPool());
  }

  /** Lets the replicas of a training go. */
  static void release(String training) {
    ReplicaPool pool = POOLS.remove(training);
    if (pool != null) {
      pool.closed = true;
      pool.drain();
    }
  }

  /** One that keeps the shard, else any that is idle, else a new one. */
  Resident borrow(Shard shard, Supplier<Replica> made) {
    for (Resident resident : idle) {
      if (resident.keeps(shard) && idle.remove(resident)) {
        return resident;
      }
    }
    Resident resident = idle.poll();
    return resident == null ? new Resident(made.get()) : resident;
  }

  void giveBack(Resident resident) {
    idle.add(resident);
    if (closed) {
      drain();
    }
  }

  private void drain() {
    for (Resident resident = idle.poll(); resident != null; resident = idle.poll()) {
      resident.replica.close();
    }
  }
}
