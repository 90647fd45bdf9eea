package io.valora.features.fit.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/**
 * Lines of a word and its numbers. The numbers of every line are counted, but only those that are
 * asked for are parsed. A word may have spaces, as some of GloVe's have.
 */
final class TextVectorReader implements VectorReader {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final BufferedReader lines;
  private final long count;
  private final int dimension;

  /** The first line of a file without a header, until it is read as a vector. */
  private String ahead;

  private long lineNumber;
  private long words;
  private FieldedLine line;

  private TextVectorReader(BufferedReader lines, long count, int dimension, String ahead) {
    this.lines = lines;
    this.count = count;
    this.dimension = dimension;
    this.ahead = ahead;
    this.lineNumber = ahead == null ? 1 : 0;
  }

  /** Lines after one of count and dimension. */
  static TextVectorReader word2Vec(InputStream in) throws IOException {
    BufferedReader lines = lines(in);
    VectorHeader header = VectorHeader.parse(first(lines));
    return new TextVectorReader(lines, header.count(), header.dimension(), null);
  }

  /** Lines alone, whose dimension is that of the first. */
  static TextVectorReader glove(InputStream in) throws IOException {
    BufferedReader lines = lines(in);
    String first = first(lines);
    FieldedLine fields = new FieldedLine(first);
    if (fields.count() < 2 || !fields.areNumbersAfterTheFirst()) {
      throw new BadVectorsException("line 1 is not a word and its numbers");
    }
    return new TextVectorReader(lines, UNKNOWN, fields.count() - 1, first);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public boolean next() throws IOException {
    String read = words == count ? null : readLine();
    if (read == null) {
      if (words < count && count != UNKNOWN) {
        throw new BadVectorsException("it ends after %,d of %,d words".formatted(words, count));
      }
      return false;
    }
    words++;
    line = new FieldedLine(read);
    if (!line.splitBeforeLast(dimension)) {
      throw new BadVectorsException(
          "line %,d has %,d numbers, not %,d".formatted(lineNumber, line.count() - 1, dimension));
    }
    return true;
  }

  @Override
  public String word() {
    return line.head();
  }

  @Override
  public float[] vector() throws IOException {
    float[] vector = new float[dimension];
    int k = 0;
    for (String field : line.tail()) {
      vector[k++] = number(field);
    }
    return vector;
  }

  private float number(String field) throws BadVectorsException {
    float number = FieldedLine.numberOrNaN(field);
    if (!Float.isFinite(number)) {
      throw new BadVectorsException(
          "line %,d has %.20s where a number must be".formatted(lineNumber, field));
    }
    return number;
  }

  /** The next line that has anything; null at the end. */
  private String readLine() throws IOException {
    String read = ahead;
    ahead = null;
    do {
      read = lineNumber++ == 0 ? read : lines.readLine();
    } while (read != null && read.isBlank());
    return read;
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, UTF_8));
  }

  private static String first(BufferedReader lines) throws IOException {
    String first = lines.readLine();
    if (first == null) {
      throw new BadVectorsException("it is empty");
    }
    return first;
  }
}
