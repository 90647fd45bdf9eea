package io.valora.serving.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Page to try a model by hand: one file that loads nothing but this service's answers. */
final class ServicePage {
  private static final byte[] HTML = read();

  private ServicePage() {}

  private static byte[] read() {
    try (InputStream in = ServicePage.class.getResourceAsStream("/serving/page.html")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void send(Context context) {
    context
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .contentType("text/html; charset=utf-8")
        .result(HTML);
  }
}
