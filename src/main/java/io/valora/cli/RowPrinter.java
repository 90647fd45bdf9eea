package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.predict.AnswerFormat;
import io.valora.serving.Answer;
import io.valora.serving.Answers;
import io.valora.serving.GivenRow;
import java.util.List;

/** Prints the answer to each row, or why there is none, and remembers the first such outcome. */
final class RowPrinter {
  private static final String INVALID = "Invalid row: ";

  private final Console console;
  private final Answers answers;
  private final AnswerFormat format;
  private Outcome outcome = Outcome.DONE;

  RowPrinter(Console console, Answers answers, AnswerFormat format) {
    this.console = console;
    this.answers = answers;
    this.format = format;
  }

  void print(GivenRow row) {
    try {
      Answer answer = answers.to(row);
      format.lines(List.of(answer)).forEach(console.out()::println);
      answer
          .remarks()
          .forEach(remark -> console.err().println("Row %d: %s".formatted(row.number(), remark)));
    } catch (JobException e) {
      console.err().println(message(row.number(), e.getMessage()));
      outcome = outcome == Outcome.DONE ? e.outcome() : outcome;
    }
  }

  /** {@code DONE} when every row was answered. */
  Outcome outcome() {
    return outcome;
  }

  private static String message(long number, String message) {
    return message.startsWith(INVALID)
        ? "Invalid row %d: %s".formatted(number, message.substring(INVALID.length()))
        : "Row %d: %s".formatted(number, message);
  }
}
