package io.valora.serving.http;

import io.valora.serving.GivenRow;
import java.util.ArrayList;
import java.util.List;

/** Answers to requests of which all rows must be good. */
record AllRows(Service service) {
  /**
   * @throws Refusal with the problems of all rows, when there is one
   */
  List<ScoredRow> answer(ServedModel served, Exchange exchange, List<GivenRow> rows) {
    if (rows.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Missing rows (must be at least one)");
    }
    ServiceConfig config = exchange.config();
    List<ScoredRow> scored =
        new RowScoring(served, config.errors(), 0).score(rows, config.limits().time());
    List<String> problems = new ArrayList<>();
    scored.forEach(row -> problems.addAll(row.problems()));
    if (!problems.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, problems);
    }
    service.predicted(served, Exchange.newId(), rows, scored);
    return scored;
  }
}
