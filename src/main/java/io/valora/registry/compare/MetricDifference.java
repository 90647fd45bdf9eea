package io.valora.registry.compare;

import io.valora.evaluation.PairedMetrics;
import java.util.Optional;

/**
 * A test metric of two runs.
 *
 * @param name key in the run's metrics, such as {@code rmse}
 * @param first of the run that the others are compared with
 * @param second of the other run
 * @param paired of the other run minus the first, on common rows; empty where the metric is no mean
 *     over rows or the runs keep no predictions that can be paired
 */
public record MetricDifference(
    String name, double first, double second, Optional<PairedMetrics> paired) {}
