package io.valora.ingest;

import io.valora.base.Sha256;
import io.valora.lineage.InputFile;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Length and SHA-256 of every input file, computed where the files are read. */
final class InputDigests {
  private static final int BUFFER_BYTES = 1 << 16;

  private InputDigests() {}

  /** One entry per file, in the order of the files. */
  static List<InputFile> of(JavaSparkContext spark, SourceFiles files) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<Integer> indices = IntStream.range(0, files.all().size()).boxed().toList();
    int tasks = Math.min(indices.size(), spark.defaultParallelism());
    return spark
        .parallelize(indices, tasks)
        .map(index -> digest(files.at(index), new Storage(hadoop.value().value())))
        .collect();
  }

  /**
   * One entry per folder, in the order of their first files: the bytes of its files, and the
   * SHA-256 of one line a file, its digest and its name, in the order of the files.
   */
  static List<InputFile> ofFolders(List<InputFile> files) {
    Map<String, List<InputFile>> folders = new LinkedHashMap<>();
    for (InputFile file : files) {
      String folder = file.name().substring(0, file.name().lastIndexOf('/') + 1);
      folders.computeIfAbsent(folder, absent -> new ArrayList<>()).add(file);
    }
    return folders.entrySet().stream()
        .map(folder -> folder(folder.getKey(), folder.getValue()))
        .toList();
  }

  private static InputFile folder(String name, List<InputFile> files) {
    MessageDigest digest = Sha256.digest();
    for (InputFile file : files) {
      String line = file.sha256() + "  " + file.name().substring(name.length()) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    long bytes = files.stream().mapToLong(InputFile::bytes).sum();
    return new InputFile(name, bytes, Sha256.hex(digest));
  }

  private static InputFile digest(SourceFile file, Storage storage) throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream stream = storage.open(file.path())) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new InputFile(file.displayName(), bytes, Sha256.hex(digest));
  }
}
