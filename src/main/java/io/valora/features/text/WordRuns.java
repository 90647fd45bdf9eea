package io.valora.features.text;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of one text behind each other, with one space between: a run of words is a stretch of
 * these characters. Runs come by their first word, the shorter ones first.
 */
final class WordRuns {
  private char[] characters = new char[1024];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int words;

  /** Adds all words of a stream. */
  void read(TokenStream stream) throws IOException {
    CharTermAttribute word = stream.getAttribute(CharTermAttribute.class);
    while (stream.incrementToken()) {
      add(word.buffer(), word.length());
    }
  }

  private void add(char[] word, int length) {
    if (words == starts.length) {
      starts = Arrays.copyOf(starts, 2 * words);
      ends = Arrays.copyOf(ends, 2 * words);
    }
    int start = words == 0 ? 0 : ends[words - 1] + 1;
    if (start + length > characters.length) {
      characters = Arrays.copyOf(characters, 2 * (start + length));
    }
    if (start > 0) {
      characters[start - 1] = ' ';
    }
    System.arraycopy(word, 0, characters, start, length);
    starts[words] = start;
    ends[words++] = start + length;
  }

  /**
   * Gives each run in turn.
   *
   * @param longest words of a run at most
   * @param visitor is given the same characters object each time
   */
  void forEach(int longest, Consumer<CharSequence> visitor) {
    CharBuffer run = CharBuffer.wrap(characters);
    for (int first = 0; first < words; first++) {
      for (int last = first; last < Math.min(words, first + longest); last++) {
        run.limit(ends[last]).position(starts[first]);
        visitor.accept(run);
      }
    }
  }

  /** The {@link TermHash} of each run in turn. */
  long[] hashes(int longest) {
    long[] hashes = new long[runs(longest)];
    int count = 0;
    for (int first = 0; first < words; first++) {
      long begun = TermHash.START;
      int from = starts[first];
      for (int last = first; last < Math.min(words, first + longest); last++) {
        begun = TermHash.continued(begun, characters, from, ends[last]);
        hashes[count++] = TermHash.ended(begun);
        from = ends[last];
      }
    }
    return hashes;
  }

  private int runs(int longest) {
    int runs = 0;
    for (int length = 1; length <= Math.min(longest, words); length++) {
      runs = Math.addExact(runs, words - length + 1);
    }
    return runs;
  }
}
