package io.valora.features.fit.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.LittleEndianFloats;
import io.valora.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Files of word vectors as tests write and read them. */
final class VectorFiles {
  static final Storage STORAGE = new Storage(new Configuration());

  private VectorFiles() {}

  /** A golden file of {@code src/test/resources/golden/vectors}. */
  static byte[] golden(String name) throws IOException {
    try (InputStream in = VectorFiles.class.getResourceAsStream("/golden/vectors/" + name)) {
      return in.readAllBytes();
    }
  }

  /**
   * As the C tool writes them: {@code fprintf("%s ", word)}, {@code fwrite(&number, 4, 1)} for each
   * number, and then what the tool ends a word with.
   */
  static byte[] binary(int dimension, Map<String, float[]> vectors, String end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("%d %d\n".formatted(vectors.size(), dimension).getBytes(UTF_8));
    vectors.forEach(
        (word, vector) -> {
          out.writeBytes((word + " ").getBytes(UTF_8));
          try {
            LittleEndianFloats.write(vector, out);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          out.writeBytes(end.getBytes(UTF_8));
        });
    return out.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(content);
    }
    return out.toByteArray();
  }

  /** The address of a new file. */
  static String write(Path folder, String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toUri().toString();
  }

  static VectorFormat formatOf(byte[] content) throws IOException {
    return VectorFormat.of(new ByteArrayInputStream(content));
  }
}
