package io.valora.features.fit.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reader of word2vec's binary format, as written with {@code -binary 1}. */
final class BinaryVectorReader implements VectorReader {
  /** Longer than any word; a file without a shorter one isn't in this format. */
  private static final int MOST_BYTES = 10_000;

  private static final int END = -1;

  private final InputStream in;
  private final VectorHeader header;
  private final ByteBuffer numbers;
  private final ByteArrayOutputStream wordBytes = new ByteArrayOutputStream();
  private long words;
  private String word = "";

  /**
   * @param in buffered
   */
  BinaryVectorReader(InputStream in) throws IOException {
    this.in = in;
    readWord('\n');
    this.header = VectorHeader.parse(word);
    this.numbers =
        ByteBuffer.allocate(header.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int dimension() {
    return header.dimension();
  }

  @Override
  public boolean next() throws IOException {
    if (words == header.count()) {
      return false;
    }
    words++;
    readWord(' ');
    if (in.readNBytes(numbers.array(), 0, numbers.capacity()) < numbers.capacity()) {
      throw ended();
    }
    return true;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public float[] vector() throws IOException {
    float[] vector = new float[header.dimension()];
    numbers.clear().asFloatBuffer().get(vector);
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw new BadVectorsException(
            "word %,d has %s where a number must be".formatted(words, number));
      }
    }
    return vector;
  }

  /** The line end behind the vector before, if there is one, is not the word's. */
  private void readWord(char end) throws IOException {
    wordBytes.reset();
    for (int read = in.read(); read != end; read = in.read()) {
      if (read == END) {
        throw ended();
      }
      if (read != '\n' || wordBytes.size() > 0) {
        wordBytes.write(read);
      }
      if (wordBytes.size() > MOST_BYTES) {
        throw new BadVectorsException(
            "word %,d has more than %,d bytes".formatted(words, MOST_BYTES));
      }
    }
    word = wordBytes.toString(UTF_8);
  }

  private BadVectorsException ended() {
    return new BadVectorsException(
        header == null
            ? "it has no first line"
            : "it ends inside word %,d of %,d".formatted(words, header.count()));
  }
}
