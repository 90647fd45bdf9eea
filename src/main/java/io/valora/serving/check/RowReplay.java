package io.valora.serving.check;

import io.valora.model.GoldenRow;
import io.valora.model.Model;
import java.util.List;

/**
 * Rows whose answers are known, from raw input to answer once more.
 *
 * @param scale of answers, as the signature has it
 */
record RowReplay(Replies replies, double scale) {
  /** As the loader's of golden rows: an engine may add in another order than the serving kernel. */
  private static final double TOLERANCE = 1e-5;

  static RowReplay of(Model model) {
    return new RowReplay(Replies.of(model), model.signature().output().scale().standardDeviation());
  }

  /** Golden rows, which the same arithmetic answered: to the bit. */
  Finding golden(List<GoldenRow> rows) {
    if (rows.isEmpty()) {
      return Finding.notJudged(CheckRule.GOLDEN_ROWS, "the model has no golden rows");
    }
    Compared compared = compared(rows);
    return Finding.judged(
        CheckRule.GOLDEN_ROWS, "rows-with-other-bits", compared.others, 0, compared.sentence);
  }

  /** Test rows, which the training's engine answered: within a tolerance. */
  Finding test(List<GoldenRow> rows) {
    if (rows.isEmpty()) {
      return Finding.notJudged(
          CheckRule.TEST_ROWS, "the run keeps no test rows with the evaluation's answers");
    }
    Compared compared = compared(rows);
    return Finding.judged(
        CheckRule.TEST_ROWS, "largest-difference", compared.largest, TOLERANCE, compared.sentence);
  }

  private Compared compared(List<GoldenRow> rows) {
    int others = 0;
    double largest = 0;
    String first = "";
    for (int i = 0; i < rows.size(); i++) {
      double expected = rows.get(i).value();
      Reply reply = replies.to(RowBody.of(rows.get(i))).get(0);
      if (!reply.has(expected)) {
        others++;
        largest = Math.max(largest, difference(reply, expected));
        first =
            first.isEmpty()
                ? "; row %d gives %s instead of %s".formatted(i + 1, reply, expected)
                : first;
      }
    }
    String sentence =
        "%,d of %,d rows have the same bits%s".formatted(rows.size() - others, rows.size(), first);
    return new Compared(others, largest, sentence);
  }

  /** As a share of the answer's size, or of the scale where that is larger. */
  private double difference(Reply reply, double expected) {
    return reply.value().isEmpty()
        ? Double.MAX_VALUE
        : Math.abs(reply.value().getAsDouble() - expected) / Math.max(scale, Math.abs(expected));
  }

  private record Compared(int others, double largest, String sentence) {}
}
