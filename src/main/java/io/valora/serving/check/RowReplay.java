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

  /** Test rows, which the training's engine answered: within a tolerance, and of the same class. */
  Finding test(List<GoldenRow> rows) {
    if (rows.isEmpty()) {
      return Finding.notJudged(
          CheckRule.TEST_ROWS, "the run keeps no test rows with the evaluation's answers");
    }
    Compared compared = compared(rows);
    if (compared.classes > 0) {
      return Finding.judged(
          CheckRule.TEST_ROWS,
          "rows-of-another-class",
          compared.classes,
          0,
          "%,d of %,d rows are of another class%s"
              .formatted(compared.classes, rows.size(), compared.first));
    }
    return Finding.judged(
        CheckRule.TEST_ROWS, "largest-difference", compared.largest, TOLERANCE, compared.sentence);
  }

  private Compared compared(List<GoldenRow> rows) {
    int others = 0;
    int classes = 0;
    double largest = 0;
    String first = "";
    for (int i = 0; i < rows.size(); i++) {
      double expected = rows.get(i).value();
      Reply reply = replies.to(RowBody.of(rows.get(i))).get(0);
      boolean isOfOtherClass = reply.isOfOtherClass(rows.get(i));
      classes += isOfOtherClass ? 1 : 0;
      if (!reply.has(expected)) {
        others++;
        largest = Math.max(largest, difference(reply, expected));
      }
      if (first.isEmpty() && (isOfOtherClass || !reply.has(expected))) {
        first = "; row %d gives %s instead of %s".formatted(i + 1, reply, shown(rows.get(i)));
      }
    }
    String sentence =
        "%,d of %,d rows have the same bits%s".formatted(rows.size() - others, rows.size(), first);
    return new Compared(others, classes, largest, sentence, first);
  }

  private static String shown(GoldenRow row) {
    return row.value() + (row.label().isEmpty() ? "" : " (%s)".formatted(row.label()));
  }

  /** As a share of the answer's size, or of the scale where that is larger. */
  private double difference(Reply reply, double expected) {
    return reply.value().isEmpty()
        ? Double.MAX_VALUE
        : Math.abs(reply.value().getAsDouble() - expected) / Math.max(scale, Math.abs(expected));
  }

  private record Compared(int others, int classes, double largest, String sentence, String first) {}
}
