package io.valora.serving.check;

import io.valora.base.JobException;
import io.valora.serving.Answers;
import io.valora.serving.GivenRow;
import io.valora.serving.JsonRows;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Replies of a model in this process. */
record ModelReplies(Answers answers) implements Replies {
  @Override
  public int inputs() {
    return answers.model().signature().inputs().size();
  }

  @Override
  public List<Reply> to(byte[] body) {
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
