package io.valora.ingest;

import io.valora.lineage.InputFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/** Length and SHA-256 of every input file, computed where the files are read. */
final class InputDigests {
  private static final int BUFFER_BYTES = 1 << 16;

  private InputDigests() {}

  /** One entry per file, in the order of the files. */
  static List<InputFile> of(JavaSparkContext spark, SourceFiles files) {
    int tasks = Math.min(files.all().size(), spark.defaultParallelism());
    Map<Integer, InputFile> found =
        new TreeMap<>(
            spark
                .binaryFiles(files.joinedGlobs(), tasks)
                .mapToPair(file -> digest(file, files))
                .collectAsMap());
    return List.copyOf(found.values());
  }

  private static Tuple2<Integer, InputFile> digest(
      Tuple2<String, PortableDataStream> file, SourceFiles files) throws IOException {
    int index = files.indexOf(file._1());
    MessageDigest digest = sha256();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (DataInputStream stream = file._2().open()) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    return new Tuple2<>(index, new InputFile(files.at(index).displayName(), bytes, hex));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
