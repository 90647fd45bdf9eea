package io.valora.serving.http;

import java.time.Duration;

/**
 * Limits of one request.
 *
 * @param bodyBytes of a request
 * @param rows of a request
 * @param time for the answers of a request
 * @param atOnce requests that are answered at once
 * @param drain how long requests are still taken after the service is asked to end
 */
public record ServiceLimits(long bodyBytes, int rows, Duration time, int atOnce, Duration drain) {
  /** Ten megabytes, 10,000 rows, ten seconds. */
  public static final ServiceLimits USUAL =
      new ServiceLimits(10L << 20, 10_000, Duration.ofSeconds(10), 256, Duration.ZERO);
}
