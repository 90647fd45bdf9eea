package io.valora.gates;

import java.util.Comparator;
import java.util.List;

/**
 * Metrics and slices of a task that rules may be about.
 *
 * @param main the metric that orders the network and its baselines
 * @param bestFirst order of its values
 * @param all names, in {@code metrics.json}, of those of the test rows
 * @param slices names of slices, which have the main metric alone
 */
public record JudgedMetrics(
    String main, Comparator<Double> bestFirst, List<String> all, List<String> slices) {
  public JudgedMetrics {
    all = List.copyOf(all);
    slices = List.copyOf(slices);
  }
}
