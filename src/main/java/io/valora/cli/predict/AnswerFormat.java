package io.valora.cli.predict;

import io.valora.serving.Answer;
import java.util.List;

/** Output format of answers. */
public interface AnswerFormat {
  /** One line per answer, in the order given. */
  List<String> lines(List<Answer> answers);
}
