package io.valora.features.text;

/**
 * Bag of terms of one text, as weighted rows of the embedding table. The row 0 with weight 1 alone
 * stands for a text without any known term.
 *
 * @param indices rows of the embedding table, ascending and each once
 * @param weights of those rows, {@code [indices]}
 */
public record EncodedText(int[] indices, float[] weights) {
  static EncodedText unknown() {
    return new EncodedText(new int[] {TermRows.UNKNOWN}, new float[] {1});
  }
}
