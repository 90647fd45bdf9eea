package io.valora.features.fit.vectors;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.text.TextEncoder;
import io.valora.storage.Storage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of word vectors, plain or, when its name ends with {@code .gz}, gzip. It is read on the
 * driver, once, from its start to its end; no more of it is held than one vector and those of the
 * encoder's terms.
 *
 * @param uri on any file system that Hadoop reaches
 * @param dimension that the vectors must have
 */
public record VectorFile(String uri, VectorFormat format, int dimension) implements VectorSource {
  private static final Logger LOG = LoggerFactory.getLogger(VectorFile.class);
  private static final int BUFFER = 1 << 16;

  @Override
  public TermVectors vectors(TextEncoder encoder, VectorMaterial material) {
    return read(material.storage(), encoder);
  }

  @Override
  public List<String> files() {
    return List.of(uri);
  }

  /**
   * Reads the begin of the file alone.
   *
   * @throws JobException {@code Cannot read vectors …}, when the file is of another dimension, or
   *     not of its format
   */
  @Override
  public void check(Storage storage) {
    open(storage, reader -> null);
  }

  /**
   * The vectors of the encoder's terms; a term has that of the word that is written like it, or
   * else of the first word that the encoder's analyzer makes it of.
   *
   * @throws JobException {@code Cannot read vectors …}, also when no word is a term
   */
  public TermVectors read(Storage storage, TextEncoder encoder) {
    return open(storage, reader -> kept(reader, encoder));
  }

  private TermVectors kept(VectorReader reader, TextEncoder encoder) throws IOException {
    KeptVectors kept = new KeptVectors(encoder);
    long words = 0;
    while (reader.next()) {
      kept.offer(reader);
      words++;
    }
    if (kept.kept() == 0) {
      throw new BadVectorsException("none of its %,d words is a term of train".formatted(words));
    }
    LOG.info(
        "{} of {} terms have one of the {} vectors of {}",
        kept.kept(),
        encoder.tableRows() - 1,
        words,
        uri);
    return kept.vectors(dimension);
  }

  private TermVectors open(Storage storage, Reading reading) {
    try (InputStream stored = storage.open(uri);
        InputStream in = new BufferedInputStream(plain(stored), BUFFER)) {
      VectorReader reader = reader(in);
      if (reader.dimension() != dimension) {
        throw new BadVectorsException(
            "its vectors have %,d numbers (network.embedding-dimension is %,d)"
                .formatted(reader.dimension(), dimension));
      }
      return reading.of(reader);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw JobException.cannot(Outcome.DATA_REJECTED, "read vectors " + uri, reason, e);
    }
  }

  private InputStream plain(InputStream stored) throws IOException {
    return uri.endsWith(".gz") ? new GZIPInputStream(stored, BUFFER) : stored;
  }

  private VectorReader reader(InputStream in) throws IOException {
    VectorFormat known = format == VectorFormat.BY_CONTENT ? VectorFormat.of(in) : format;
    return switch (known) {
      case WORD2VEC_BINARY -> new BinaryVectorReader(in);
      case WORD2VEC_TEXT -> TextVectorReader.word2Vec(in);
      default -> TextVectorReader.glove(in);
    };
  }

  @FunctionalInterface
  private interface Reading {
    TermVectors of(VectorReader reader) throws IOException;
  }
}
