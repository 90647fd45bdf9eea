package io.valora.ingest.sample;

import io.valora.base.KeyedHash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Synthetic movie reviews as tab-separated values in UTF-8, nothing quoted, with the columns {@code
 * id}, {@code label} (1 positive, 0 negative) and {@code text}: the same bytes for the same
 * parameters, everywhere. Reviews mix sentences of their own mood with others, negations turn words
 * around, and HTML, entities, emoji and stray quotes stand in them. About 3 % have the wrong label,
 * 2 % repeat the text before, 2 % have one word and 1 % none, so that words alone tell about nine
 * in ten.
 *
 * @param rows at least 1
 */
public record ReviewsSample(int rows, long seed) {
  /** The size that {@code sample:reviews} stands for. */
  public static final ReviewsSample DEFAULT = new ReviewsSample(2_000, 42);

  private static final String HEADER = "id\tlabel\ttext\n";
  private static final double MISLABELLED_SHARE = 0.03;
  private static final double REPEATED_SHARE = 0.02;
  private static final double EMPTY_SHARE = 0.01;
  private static final double ONE_WORD_SHARE = 0.03;
  private static final double OWN_MOOD_SHARE = 0.72;
  private static final double OTHER_MOOD_SHARE = 0.08;
  private static final double BREAK_SHARE = 0.2;
  private static final int FEWEST_SENTENCES = 4;
  private static final int MOST_SENTENCES = 14;

  private enum Choice {
    MOOD,
    MISLABELLED,
    REPEATED,
    LENGTH,
    SENTENCES,
    SENTENCE_MOOD,
    BREAK,
    WORDS
  }

  public ReviewsSample {
    if (rows < 1) {
      throw new IllegalArgumentException("rows %d must be at least 1".formatted(rows));
    }
  }

  /** Writes header and rows, one at a time; the stream is flushed and stays open. */
  public void writeTo(OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    buffered.write(HEADER.getBytes(StandardCharsets.UTF_8));
    for (long row = 0; row < rows; row++) {
      buffered.write(line(row).getBytes(StandardCharsets.UTF_8));
    }
    buffered.flush();
  }

  private String line(long row) {
    long source = firstOfRepeats(row);
    SamplePhrases mood = mood(source);
    boolean mislabeled = uniform(Choice.MISLABELLED, source) < MISLABELLED_SHARE;
    SamplePhrases written = mislabeled ? mood.opposite() : mood;
    int label = written == SamplePhrases.POSITIVE ? 1 : 0;
    return "r" + (row + 1) + "\t" + label + "\t" + text(source, mood) + "\n";
  }

  private long firstOfRepeats(long row) {
    long source = row;
    while (source > 0 && uniform(Choice.REPEATED, source) < REPEATED_SHARE) {
      source--;
    }
    return source;
  }

  private SamplePhrases mood(long row) {
    return uniform(Choice.MOOD, row) < 0.5 ? SamplePhrases.POSITIVE : SamplePhrases.NEGATIVE;
  }

  private String text(long row, SamplePhrases mood) {
    double length = uniform(Choice.LENGTH, row);
    if (length < EMPTY_SHARE) {
      return "";
    }
    if (length < ONE_WORD_SHARE) {
      return sentenceMood(row, 0, mood).word(new Draw(seed, row, 0)::below);
    }
    int range = 1 + MOST_SENTENCES - FEWEST_SENTENCES;
    int sentences = FEWEST_SENTENCES + (int) (uniform(Choice.SENTENCES, row) * range);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      parts.add(sentenceMood(row, i, mood).sentence(new Draw(seed, row, i)::below));
    }
    String gap = uniform(Choice.BREAK, row) < BREAK_SHARE ? "<br /><br />" : " ";
    return String.join(gap, parts);
  }

  private SamplePhrases sentenceMood(long row, int sentence, SamplePhrases mood) {
    double drawn = uniform(Choice.SENTENCE_MOOD, row, sentence);
    if (drawn < OWN_MOOD_SHARE) {
      return mood;
    }
    return drawn < OWN_MOOD_SHARE + OTHER_MOOD_SHARE ? mood.opposite() : SamplePhrases.NEUTRAL;
  }

  private double uniform(Choice choice, long... key) {
    return KeyedHash.uniform(KeyedHash.hash(seed, choice.ordinal()), key);
  }

  /** The draws of one sentence, one after the other. */
  private static final class Draw {
    private final long key;
    private int drawn;

    Draw(long seed, long row, int sentence) {
      this.key = KeyedHash.hash(seed, Choice.WORDS.ordinal(), row, sentence);
    }

    int below(int bound) {
      return (int) (KeyedHash.uniform(key, drawn++) * bound);
    }
  }
}
