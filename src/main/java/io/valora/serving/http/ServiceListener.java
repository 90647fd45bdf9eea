package io.valora.serving.http;

/** Receives what happens to a service's models and requests. */
public interface ServiceListener {
  /**
   * @param from empty for the first
   */
  void tookOver(String alias, String from, String to);

  /** The model of that run doesn't serve; what served before does. */
  void refused(String alias, String run, String why);

  /** Lines of the log that storage didn't take. */
  void lost(long lines, String why);

  /** A request failed for a reason that isn't the client's. */
  void failed(String request, Throwable why);
}
