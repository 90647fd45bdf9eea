package io.valora.ingest;

import io.valora.schema.IdForm;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Distinct ids of a column, as far as a bound allows. Adding the same ids again changes nothing.
 */
public final class DistinctIds implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 20_000;

  private final int most;
  private final Set<String> ids = new HashSet<>();
  private boolean areAll = true;
  private boolean arePlain = true;

  DistinctIds() {
    this(MOST);
  }

  /**
   * @param most ids that are held
   */
  public DistinctIds(int most) {
    this.most = most;
  }

  /**
   * @param id null counts as none
   */
  public void add(String id) {
    if (id == null || (areAll && !ids.add(id))) {
      return;
    }
    arePlain = arePlain && IdForm.isPlain(id);
    holdOnlyAll();
  }

  void addAll(DistinctIds others) {
    ids.addAll(others.ids);
    areAll &= others.areAll;
    arePlain &= others.arePlain;
    holdOnlyAll();
  }

  /** Whether each id is its own form, so that no two are near. */
  public boolean arePlain() {
    return arePlain;
  }

  /** All ids; empty when they are more than are held. */
  public Optional<Set<String>> all() {
    return areAll ? Optional.of(Set.copyOf(ids)) : Optional.empty();
  }

  private void holdOnlyAll() {
    if (!areAll || ids.size() > most) {
      areAll = false;
      ids.clear();
    }
  }
}
