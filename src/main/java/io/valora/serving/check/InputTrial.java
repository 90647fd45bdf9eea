package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.model.GoldenRow;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trial of inputs: each must have answers or sentences, and good rows beside it must keep their
 * bits.
 */
final class InputTrial {
  /** Of a sentence; one that names every input is longer. */
  private static final int MOST_CHARACTERS = 1000;

  private static final int CHARACTERS_OF_INPUT = 200;
  private static final int SHOWN = 3;
  private static final String TRACE = ".*(\\tat |Exception|Error:|[\\r\\n]).*";
  private static final byte[] NEXT = {'\n'};

  private final CheckRule rule;
  private final Replies replies;
  private final List<GoldenRow> good;
  private final int mostCharacters;

  /** Why, by input. */
  private final Map<String, String> failures = new LinkedHashMap<>();

  private long inputs;
  private long answered;
  private long slowest;
  private String slowestName = "";

  /**
   * @param good rows whose answers are known; may be none
   */
  InputTrial(CheckRule rule, Replies replies, List<GoldenRow> good) {
    this.rule = rule;
    this.replies = replies;
    this.good = good;
    this.mostCharacters = MOST_CHARACTERS + CHARACTERS_OF_INPUT * replies.inputs();
  }

  /** Gives one input alone. */
  void give(String name, byte[] input) {
    inputs++;
    long begun = System.nanoTime();
    List<Reply> found = replies(name, "", input);
    long time = System.nanoTime() - begun;
    if (time > slowest) {
      slowest = time;
      slowestName = name;
    }
    answered += found.stream().anyMatch(reply -> reply.value().isPresent()) ? 1 : 0;
  }

  /** Gives one input twice, between three good rows, a line each. */
  void giveBesideGood(String name, byte[] input) {
    if (good.isEmpty()) {
      return;
    }
    List<GoldenRow> three = List.of(good(0), good(1), good(2));
    byte[] body =
        joined(
            RowBody.of(three.get(0)),
            NEXT,
            input,
            NEXT,
            RowBody.of(three.get(1)),
            NEXT,
            input,
            NEXT,
            RowBody.of(three.get(2)));
    int met = 0;
    for (Reply reply : replies(name, " beside good rows", body)) {
      met += met < three.size() && reply.has(three.get(met).value()) ? 1 : 0;
    }
    if (met < three.size()) {
      failures.putIfAbsent(name, "good rows beside it have other answers");
    }
  }

  /** Gives one input twice in an array, behind a good row. */
  void giveInArray(String name, byte[] input) {
    if (good.isEmpty()) {
      return;
    }
    byte[] comma = {','};
    byte[] body =
        joined(new byte[] {'['}, RowBody.of(good(0)), comma, input, comma, input, new byte[] {']'});
    if (!replies(name, " in an array", body).get(0).has(good(0).value())) {
      failures.putIfAbsent(name, "the good row before it in an array has another answer");
    }
  }

  /** What came of it. */
  Finding finding() {
    String sentence =
        failures.isEmpty()
            ? "%,d inputs: %,d answered, %,d refused with a sentence; the slowest took %,d ms (%s)"
                .formatted(inputs, answered, inputs - answered, slowest / 1_000_000, slowestName)
            : "%,d of %,d inputs ended otherwise: %s"
                .formatted(
                    failures.size(),
                    inputs,
                    failures.entrySet().stream()
                        .limit(SHOWN)
                        .map(failure -> "%s (%s)".formatted(failure.getKey(), failure.getValue()))
                        .collect(Collectors.joining("; ")));
    return Finding.judged(rule, "inputs-without-reply", failures.size(), 0, sentence);
  }

  private GoldenRow good(int place) {
    return good.get(place % good.size());
  }

  /**
   * @param where the input is given
   */
  private List<Reply> replies(String name, String where, byte[] body) {
    try {
      List<Reply> found = replies.to(body);
      found.stream()
          .filter(reply -> reply.value().isEmpty() && !isSentence(reply.sentence()))
          .findFirst()
          .ifPresent(reply -> failures.putIfAbsent(name, "no sentence" + where));
      return found;
    } catch (RuntimeException | StackOverflowError e) {
      failures.putIfAbsent(name, e.getClass().getSimpleName() + where);
      return List.of(Reply.refusal(""));
    }
  }

  private boolean isSentence(String text) {
    return text != null
        && !text.isBlank()
        && text.length() <= mostCharacters
        && !text.matches("(?s)" + TRACE);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    return body.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
