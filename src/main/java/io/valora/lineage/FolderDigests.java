package io.valora.lineage;

import io.valora.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Length and SHA-256 of folders whose files are rows. */
public final class FolderDigests {
  private FolderDigests() {}

  /**
   * One entry per folder, in the order of their first files: the bytes of its files, and the
   * SHA-256 of one line a file, its digest and its name, in the order of the files.
   */
  public static List<InputFile> of(List<InputFile> files) {
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
}
