package io.valora.tower;

/**
 * One row of data for a tower; not copied.
 *
 * @param indices for each table the rows that this one names, exactly one unless the table is of
 *     bags
 * @param weights for each table as many; null where each is 1
 * @param numbers of the row itself
 */
public record TowerRow(int[][] indices, float[][] weights, float[] numbers) {
  private static final float[] NO_NUMBERS = {};

  /** One index into each table, and no numbers. */
  public static TowerRow of(int... indices) {
    int[][] each = new int[indices.length][];
    for (int table = 0; table < each.length; table++) {
      each[table] = new int[] {indices[table]};
    }
    return new TowerRow(each, new float[each.length][], NO_NUMBERS);
  }

  /** One index into each of two tables, a bag of weights of 1, and no numbers. */
  public static TowerRow of(int first, int second, int[] bag) {
    return new TowerRow(new int[][] {{first}, {second}, bag}, new float[3][], NO_NUMBERS);
  }

  /** One bag, and no numbers. */
  public static TowerRow ofBag(int[] indices, float[] weights) {
    return new TowerRow(new int[][] {indices}, new float[][] {weights}, NO_NUMBERS);
  }

  /** Numbers alone. */
  public static TowerRow ofNumbers(float[] numbers) {
    return new TowerRow(new int[0][], new float[0][], numbers);
  }
}
