package io.valora.serving.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * Handlers in front of the routes: a thread is given to a request when its body has arrived, so
 * that slow senders hold none, and a service that ends answers what it has begun.
 */
final class ArrivedBodies {
  private static final int FRAMING_BYTES = 64;

  private ArrivedBodies() {}

  static Handler handler(ServiceLimits limits) {
    return new GracefulHandler(
        new EagerContentHandler(
            new EagerContentHandler.RetainedContentLoaderFactory(
                limits.bodyBytes() + 1, FRAMING_BYTES, false)));
  }
}
