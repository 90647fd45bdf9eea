package io.valora.features.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.json.CheckedNode;

/** The analysis and weighting of texts as the JSON of {@code model/encoder.json}. */
public final class TextEncoderJson {
  private static final int FORMAT_VERSION = 1;

  private TextEncoderJson() {}

  /** Indented JSON with the keys always in the same order. */
  public static String write(TextConfig config) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("ngrams", config.ngrams());
    root.put("vocabulary-size", config.vocabularySize());
    root.put("min-count", config.minCount());
    root.put("hash-bits", config.hashBits());
    root.put("max-length", config.maxLength());
    root.put("letter-case", EnumNames.nameOf(config.letterCase()));
    root.put("weighting", EnumNames.nameOf(config.weighting()));
    root.put("smoothing", config.smoothing());
    return root.toPrettyString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param document what messages call the text
   * @throws JobException when the text is no such configuration
   */
  public static TextConfig parse(String document, String text) {
    CheckedNode root = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    try {
      return new TextConfig(
          root.positive("ngrams"),
          root.positive("vocabulary-size"),
          root.positive("min-count"),
          Math.toIntExact(root.count("hash-bits")),
          Math.toIntExact(root.count("max-length")),
          root.choice("letter-case", LetterCase.values(), EnumNames::nameOf),
          root.choice("weighting", Weighting.values(), EnumNames::nameOf),
          root.number("smoothing"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw root.wrong("the features.text of a job: " + e.getMessage());
    }
  }
}
