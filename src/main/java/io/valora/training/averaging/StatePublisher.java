package io.valora.training.averaging;

import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Gives the replicas what averagings change, and now and then the whole state, so that an executor
 * that comes late has no more to read than about as much as five states.
 */
public final class StatePublisher implements AutoCloseable {
  /** Changes that are kept before the whole state is sent again. */
  public static final int MOST_CHANGES = 32;

  /** Changes that are kept, as a multiple of the whole state. */
  public static final int MOST_STATES = 4;

  private final Optional<JavaSparkContext> spark;
  private final long wholeNumbers;
  private final List<Published<TowerUpdate>> changes = new ArrayList<>();
  private Published<TowerState> whole;
  private long changedNumbers;
  private long version;

  /**
   * @param spark that sends to the executors; empty when all replicas are in this process
   */
  public StatePublisher(Optional<JavaSparkContext> spark, TowerDesign design) {
    this.spark = spark;
    long numbers = design.numbersOfDense();
    for (int table = 0; table < design.tables().size(); table++) {
      numbers += design.numbersOfTable(table);
    }
    this.wholeNumbers = numbers;
  }

  /** The chain that leads to {@code now}: what was published and changed before. */
  public StateChain publish(TowerState now) {
    if (whole == null
        || changes.size() > MOST_CHANGES
        || changedNumbers > MOST_STATES * wholeNumbers) {
      close();
      whole = published(now.copy());
    }
    return new StateChain(whole, List.copyOf(changes), version);
  }

  private <T> Published<T> published(T value) {
    return spark
        .map(context -> Published.broadcast(context, value))
        .orElseGet(() -> Published.here(value));
  }

  /** Publishes the changes of an averaging. */
  public void changed(TowerUpdate change) {
    changes.add(published(change));
    changedNumbers += change.bytes() / Float.BYTES;
    version++;
  }

  /** Forgets what was published. */
  @Override
  public void close() {
    if (whole != null) {
      whole.destroy();
    }
    changes.forEach(Published::destroy);
    changes.clear();
    whole = null;
    changedNumbers = 0;
  }
}
