package io.valora.serving.http;

/** Listener that counts what it passes on. */
record MeteredListener(ServiceListener next, ServiceMetrics metrics) implements ServiceListener {
  @Override
  public void tookOver(String alias, String from, String to) {
    metrics.tookOver(alias, to);
    next.tookOver(alias, from, to);
  }

  @Override
  public void refused(String alias, String run, String why) {
    metrics.refused(alias);
    next.refused(alias, run, why);
  }

  @Override
  public void lost(long lines, String why) {
    next.lost(lines, why);
  }

  @Override
  public void failed(String request, Throwable why) {
    next.failed(request, why);
  }
}
