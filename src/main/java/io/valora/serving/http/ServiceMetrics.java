package io.valora.serving.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics of a service as Prometheus reads them. */
final class ServiceMetrics {
  private static final String ROUTE = "route";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, Meter> served = new ConcurrentHashMap<>();
  private final Counter answered = rows("answered");
  private final Counter refused = rows("refused");
  private final Counter asked = rows("shadow");

  ServiceMetrics() {
    Gauge.builder("valora.heap.used.bytes", ServiceMetrics::usedHeap).register(registry);
  }

  private static double usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    return (double) runtime.totalMemory() - runtime.freeMemory();
  }

  private Counter rows(String result) {
    return Counter.builder("valora.rows").tag("result", result).register(registry);
  }

  /**
   * @param route as it was declared, so that paths don't grow without bound
   */
  void request(String route, int status, long nanoseconds) {
    timers
        .computeIfAbsent(
            route + " " + status,
            key ->
                Timer.builder("valora.requests")
                    .tag(ROUTE, route)
                    .tag("status", String.valueOf(status))
                    .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                    .register(registry))
        .record(Duration.ofNanos(nanoseconds));
  }

  void rows(long good, long bad) {
    answered.increment(good);
    refused.increment(bad);
  }

  void shadow(int rows) {
    asked.increment(rows);
  }

  /**
   * @param what such as {@code log}
   */
  void lost(String what, long count) {
    registry.counter("valora.lost", "what", what).increment(count);
  }

  /** A model that serves under an alias since now. */
  void tookOver(String alias, String run) {
    registry.counter("valora.takeovers", "alias", alias).increment();
    Meter before =
        served.put(
            alias,
            Gauge.builder("valora.served", () -> 1)
                .tag("alias", alias)
                .tag("run", run)
                .strongReference(true)
                .register(registry));
    if (before != null) {
      registry.remove(before);
    }
  }

  void refused(String alias) {
    registry.counter("valora.refused.models", "alias", alias).increment();
  }

  String text() {
    return registry.scrape();
  }
}
