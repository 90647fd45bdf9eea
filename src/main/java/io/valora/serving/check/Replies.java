package io.valora.serving.check;

import io.valora.model.Model;
import io.valora.serving.Answers;
import java.util.List;

/** Replies to bodies of JSON rows. */
interface Replies {
  static Replies of(Model model) {
    return new ModelReplies(new Answers(model));
  }

  /** How many inputs a row has. */
  int inputs();

  /** One reply a row, in their order; one in all to a body that can't be read to its end. */
  List<Reply> to(byte[] body);
}
