package io.valora.goal;

/**
 * Test metric of the run that is served, beside that of the run before it.
 *
 * @param name such as {@code rmse}
 */
public record MetricChange(
    String name, String earlierRun, double earlier, double now, boolean improved) {}
