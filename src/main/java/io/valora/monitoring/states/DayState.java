package io.valora.monitoring.states;

import java.io.Serializable;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Mergeable counts of the rows of one day. */
public final class DayState implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnState[] columns;
  private final AnswerState answers;
  private final AnswerState labeled;
  private final WeightedState explored = new WeightedState();
  private final BitSet shown = new BitSet();
  private long rows;
  private long lists;

  DayState(StateShape shape) {
    this.columns = shape.bins().stream().map(ColumnState::new).toArray(ColumnState[]::new);
    this.answers = shape.answers();
    this.labeled = shape.answers();
  }

  /** A row is counted. */
  public void addRow() {
    rows++;
  }

  /** A list is counted; its items are those of the last column. */
  public void addList() {
    lists++;
  }

  /**
   * @param item index of an item that is in a list
   */
  public void addShown(int item) {
    shown.set(item);
  }

  public long lists() {
    return lists;
  }

  /** Different items in the lists. */
  public int shown() {
    return shown.cardinality();
  }

  /** The state of a column: an input's, the answer's, or that of items in lists. */
  public ColumnState column(int column) {
    return columns[column];
  }

  /**
   * @param truth NaN when nobody knows it
   */
  public void addAnswer(double answer, int unknown, double truth) {
    answers.add(answer, unknown);
    if (Double.isFinite(truth)) {
      labeled.add(answer, unknown);
      labeled.add(answer, truth);
    }
  }

  /** Of all rows with an answer. */
  public AnswerState answers() {
    return answers;
  }

  /** Of those whose truth is known. */
  public AnswerState labeled() {
    return labeled;
  }

  /** Of items that were drawn at random. */
  public WeightedState explored() {
    return explored;
  }

  public long rows() {
    return rows;
  }

  /**
   * @param more of the same shape
   */
  void merge(DayState more) {
    rows += more.rows;
    lists += more.lists;
    shown.or(more.shown);
    IntStream.range(0, columns.length).forEach(i -> columns[i].merge(more.columns[i]));
    answers.merge(more.answers);
    labeled.merge(more.labeled);
    explored.merge(more.explored);
  }
}
