package io.valora.models;

/**
 * Keeps the best of the items offered: highest score first, ties by ascending item index. A binary
 * heap with the worst kept item on top; memory is bounded by the number kept.
 */
public final class BestItems {
  private final int[] items;
  private final float[] scores;
  private int size;

  public BestItems(int most) {
    this.items = new int[most];
    this.scores = new float[most];
  }

  public void offer(int item, float score) {
    if (size < items.length) {
      place(size++, item, score);
      rise(size - 1);
    } else if (isWorse(items[0], scores[0], item, score)) {
      place(0, item, score);
      sink(0);
    }
  }

  /**
   * The score that an item must exceed to be kept, if those offered before it have lower indices;
   * NaN, which nothing is compared with, while there is room.
   */
  public float floor() {
    return size < items.length ? Float.NaN : scores[0];
  }

  public int size() {
    return size;
  }

  /** Empties the heap into arrays of its size, best first. */
  public void drain(Integer[] itemsOut, Float[] scoresOut) {
    while (size > 0) {
      size--;
      itemsOut[size] = items[0];
      scoresOut[size] = scores[0];
      place(0, items[size], scores[size]);
      sink(0);
    }
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && worse(at, (at - 1) / 2)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && worse(child + 1, child)) {
        child++;
      }
      if (!worse(child, at)) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean worse(int one, int other) {
    return isWorse(items[one], scores[one], items[other], scores[other]);
  }

  private static boolean isWorse(int item, float score, int otherItem, float otherScore) {
    return score < otherScore || (score == otherScore && item > otherItem);
  }

  private void swap(int one, int other) {
    int item = items[one];
    float score = scores[one];
    place(one, items[other], scores[other]);
    place(other, item, score);
  }

  private void place(int at, int item, float score) {
    items[at] = item;
    scores[at] = score;
  }
}
