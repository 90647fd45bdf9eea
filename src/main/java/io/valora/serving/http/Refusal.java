package io.valora.serving.http;

import java.util.List;

/** A request that is not answered, with the status and the sentences that say why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int WRONG_TYPE = 415;
  static final int TOO_MANY = 429;
  static final int UNEXPECTED = 500;
  static final int UNAVAILABLE = 503;

  private final int status;
  private final List<String> problems;

  Refusal(int status, String problem) {
    this(status, List.of(problem));
  }

  Refusal(int status, List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  int status() {
    return status;
  }

  List<String> problems() {
    return problems;
  }
}
