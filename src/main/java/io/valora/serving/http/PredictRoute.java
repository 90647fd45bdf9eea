package io.valora.serving.http;

import io.valora.serving.GivenRow;
import java.util.List;

/** {@code POST …/predict}: rows in, answers out. */
final class PredictRoute {
  private static final int OK = 200;
  private static final int MOST_WORDS = 100;

  private final Service service;

  PredictRoute(Service service) {
    this.service = service;
  }

  void answer(Exchange exchange) {
    exchange.requireQuery("words").requireJson();
    int words = exchange.number("words", RowScoring.USUAL_WORDS, 0, MOST_WORDS);
    ServedModel served = service.model(exchange);
    List<GivenRow> rows = exchange.body().rows();
    ServiceConfig config = exchange.config();
    List<ScoredRow> scored =
        new RowScoring(served, config.errors(), words).score(rows, config.limits().time());
    String request = Exchange.newId();
    service.predicted(served, request, rows, scored);
    boolean anyGood = scored.stream().anyMatch(row -> row.prediction().isPresent());
    exchange.reply(
        anyGood ? OK : Refusal.BAD_REQUEST, new AnswerWriter(served, request).write(scored));
  }
}
