package io.valora.tuning.search;

/** Receives progress events of a search; of trials at once, from several threads. */
public interface SearchListener {
  /**
   * A trial has ended.
   *
   * @param done trials that have a result
   */
  void finished(int number, TrialResult result, int done);
}
