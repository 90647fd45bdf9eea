package io.valora.training.averaging;

import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import java.io.Serializable;
import java.util.List;

/**
 * The weights at the start of a round, as a whole state and what averagings changed since. A
 * replica that has kept up reads the last change alone; a new one begins at the whole state.
 *
 * @param whole at {@code version - changes.size()}
 * @param changes oldest first
 * @param version averagings since training began
 */
record StateChain(Published<TowerState> whole, List<Published<TowerUpdate>> changes, long version)
    implements Serializable {

  /** Averagings that {@code whole} has behind it. */
  long wholeVersion() {
    return version - changes.size();
  }

  /** The changes of averaging number {@code to}, from {@link #wholeVersion()} + 1 on. */
  TowerUpdate changeTo(long to) {
    return changes.get((int) (to - wholeVersion() - 1)).value();
  }
}
