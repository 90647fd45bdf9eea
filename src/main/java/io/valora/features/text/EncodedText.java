package io.valora.features.text;

/**
 * What a network reads of one text. The row 0 with weight 1 alone stands for a text without any
 * known term.
 *
 * @param indices rows of the embedding table, ascending and each once
 * @param weights of those rows, {@code [indices]}
 */
public record EncodedText(int[] indices, float[] weights) {
  static EncodedText unknown() {
    return new EncodedText(new int[] {TermRows.UNKNOWN}, new float[] {1});
  }
}
