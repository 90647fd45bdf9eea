package io.valora.serving.check;

import io.valora.base.JobException;
import io.valora.model.Model;
import io.valora.serving.Answers;
import io.valora.serving.GivenRow;
import io.valora.serving.JsonRows;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Replies of a model to bodies of JSON rows. */
record Replies(Answers answers) {
  static Replies of(Model model) {
    return new Replies(new Answers(model));
  }

  /** One reply a row, in their order; one in all to a body that can't be read to its end. */
  List<Reply> to(byte[] body) {
    List<Reply> replies = new ArrayList<>();
    try {
      JsonRows rows = new JsonRows(new ByteArrayInputStream(body));
      while (rows.hasNext()) {
        replies.add(to(rows.next()));
      }
    } catch (JobException unreadable) {
      replies.add(Reply.refusal(unreadable.getMessage()));
    }
    return replies.isEmpty() ? List.of(Reply.refusal("Missing rows")) : replies;
  }

  private Reply to(GivenRow row) {
    try {
      return Reply.answer(answers.prediction(row));
    } catch (JobException refused) {
      return Reply.refusal(refused.getMessage());
    }
  }
}
