package io.valora.testing.tower;

import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TouchedRows;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.tower.UpdateRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** How far a replica on a device is from one on the processor. */
public final class DeviceParity {
  /** Rows of the largest batch: more than a tile, and more than a slice of the sums. */
  public static final int ROWS = 300;

  private final Function<TowerDesign, Replica> device;

  /**
   * @param device makes replicas for batches of {@link #ROWS}
   */
  public DeviceParity(Function<TowerDesign, Replica> device) {
    this.device = device;
  }

  /** The largest difference of a gradient in one batch, as a share of the largest gradient. */
  public double gradients(TowerDesign design) {
    TowerDesign descending = DeviceExamples.by(new UpdateRule.GradientDescent(1f), design);
    float[] start = DeviceExamples.start(descending).parameters(descending);
    try (Replica host = new TowerReplica(descending);
        Replica other = device.apply(descending)) {
      float[] expected = difference(start, afterOneStep(host, descending));
      float[] actual = difference(start, afterOneStep(other, descending));
      return largest(difference(expected, actual)) / largest(expected);
    }
  }

  /** The difference of the mean losses of a batch, as a share of one that is above 1. */
  public double loss(TowerDesign design) {
    IndexBatch batch = DeviceExamples.batch(design, ROWS, 1);
    try (Replica host = new TowerReplica(design);
        Replica other = device.apply(design)) {
      host.load(DeviceExamples.start(design));
      other.load(DeviceExamples.start(design));
      double expected = host.train(batch, 1, 7);
      return Math.abs(other.train(batch, 1, 7) - expected) / Math.max(1, expected);
    }
  }

  /**
   * The largest difference of a number after some steps, as a share of the largest of its kind that
   * is above 1; infinite when other rows were touched, or not as often.
   */
  public double trajectory(TowerDesign design, int steps) {
    try (Replica host = new TowerReplica(design);
        Replica other = device.apply(design)) {
      TowerUpdate expected = trained(host, design, steps);
      TowerUpdate actual = trained(other, design, steps);
      double distance = distance(expected.dense(), actual.dense());
      for (int table = 0; table < expected.tables().size(); table++) {
        TouchedRows one = expected.tables().get(table);
        TouchedRows two = actual.tables().get(table);
        distance = Math.max(distance, distance(one, two));
      }
      return expected.rows() == actual.rows() ? distance : Double.POSITIVE_INFINITY;
    }
  }

  /** Whether two replicas, and one of them again, make the same of the same batches, to the bit. */
  public boolean repeats(TowerDesign design, int steps) {
    try (Replica one = device.apply(design);
        Replica other = device.apply(design)) {
      TowerUpdate first = trained(one, design, steps);
      return same(first, trained(other, design, steps)) && same(first, trained(one, design, steps));
    }
  }

  /** What a round of batches of different sizes makes. */
  public static TowerUpdate trained(Replica replica, TowerDesign design, int steps) {
    replica.load(DeviceExamples.start(design));
    for (int step = 1; step <= steps; step++) {
      replica.train(DeviceExamples.batch(design, step % 3 == 0 ? 40 : ROWS, step), step, step);
    }
    return replica.end();
  }

  private static float[] afterOneStep(Replica replica, TowerDesign design) {
    TowerState state = DeviceExamples.start(design);
    replica.load(state);
    replica.train(DeviceExamples.batch(design, ROWS, 1), 1, 7);
    state.apply(design, replica.end());
    return state.parameters(design);
  }

  private static boolean same(TowerUpdate one, TowerUpdate other) {
    boolean same = Arrays.equals(one.dense(), other.dense()) && one.rows() == other.rows();
    for (int table = 0; table < one.tables().size(); table++) {
      TouchedRows left = one.tables().get(table);
      TouchedRows right = other.tables().get(table);
      same &=
          Arrays.equals(left.rows(), right.rows())
              && Arrays.equals(left.touches(), right.touches())
              && Arrays.equals(left.values(), right.values());
    }
    return same;
  }

  private static double distance(TouchedRows expected, TouchedRows actual) {
    Map<Integer, Integer> slots = slots(expected);
    Map<Integer, Integer> others = slots(actual);
    double distance = slots.keySet().equals(others.keySet()) ? 0 : Double.POSITIVE_INFINITY;
    for (int row : distance == 0 ? slots.keySet() : Set.<Integer>of()) {
      int slot = slots.get(row);
      int other = others.get(row);
      boolean asOften = expected.touches()[slot] == actual.touches()[other];
      double ofRow = distance(values(expected, slot), values(actual, other));
      distance = Math.max(distance, asOften ? ofRow : Double.POSITIVE_INFINITY);
    }
    return distance;
  }

  private static Map<Integer, Integer> slots(TouchedRows touched) {
    Map<Integer, Integer> slots = new TreeMap<>();
    for (int slot = 0; slot < touched.rows().length; slot++) {
      slots.put(touched.rows()[slot], slot);
    }
    return slots;
  }

  private static float[] values(TouchedRows touched, int slot) {
    int stride = touched.values().length / touched.rows().length;
    return Arrays.copyOfRange(touched.values(), slot * stride, (slot + 1) * stride);
  }

  private static double distance(float[] expected, float[] actual) {
    return largest(difference(expected, actual)) / Math.max(1, largest(expected));
  }

  private static float[] difference(float[] from, float[] to) {
    float[] difference = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      difference[i] = to[i] - from[i];
    }
    return difference;
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.isFinite(value) ? Math.abs(value) : Double.MAX_VALUE);
    }
    return largest;
  }
}
