package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Replies to what never gets to a route: a sentence, never a stack trace. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String json = Exchange.problems(List.of(sentence(response.getStatus()))).toString();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, ByteBuffer.wrap(json.getBytes(UTF_8)), callback);
    return true;
  }

  static String sentence(int status) {
    return switch (status) {
      case Refusal.NOT_FOUND -> "Unknown path (GET /openapi.json lists those of this service)";
      case 405 -> "Invalid method (GET /openapi.json lists those of each path)";
      case Refusal.TIMEOUT -> "Cannot answer: the body took too long to arrive";
      case Refusal.TOO_LARGE -> "Invalid body: it is too large (must be smaller, or several)";
      case Refusal.WRONG_TYPE -> "Invalid Content-Type (must be application/json)";
      case 431 -> "Invalid headers: they are too large";
      case 414 -> "Invalid path: it is too long";
      case Refusal.UNAVAILABLE -> "Cannot answer: the service is ending";
      default ->
          status < Refusal.UNEXPECTED
              ? "Invalid request (must be one of HTTP)"
              : "Cannot answer: the service failed; its log says why";
    };
  }
}
