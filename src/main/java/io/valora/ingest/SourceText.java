package io.valora.ingest;

import io.valora.ingest.lines.FileKind;
import io.valora.ingest.lines.TextStream;
import io.valora.ingest.lines.UnreadableFileException;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** Content of a source file, as bytes and as text; trouble names the file. */
record SourceText(SourceFile file, Storage storage) {
  /** Formats of Hadoop that no first byte tells. */
  private static final Pattern HADOOP_CODEC = Pattern.compile(".*\\.(deflate|snappy|lz4)");

  /** Work on the text of a file. */
  @FunctionalInterface
  interface Work<T> {
    T on(TextStream stream) throws IOException;
  }

  InputStream bytes() {
    return storage.open(file.path());
  }

  /** Does some work on the text, and closes it. */
  <T> T read(Charset declared, Work<T> work) {
    TextStream stream = open(declared);
    try (stream) {
      return work.on(stream);
    } catch (IOException e) {
      throw unreadable(stream.damage(e));
    }
  }

  /** Opens the text. */
  TextStream open(Charset declared) {
    boolean packedByHadoop = HADOOP_CODEC.matcher(file.path()).matches();
    try {
      TextStream stream =
          TextStream.open(packedByHadoop ? storage.openUnpacked(file.path()) : bytes(), declared);
      if (stream.kind() == FileKind.ZIP) {
        TextStream.requireSingleFile(bytes());
      }
      return stream;
    } catch (UnreadableFileException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw unreadable(new UnreadableFileException(e.getMessage()));
    }
  }

  /** The failure that names this file. */
  RuntimeException unreadable(UnreadableFileException reason) {
    return FileHeader.cannotRead(file.displayName(), reason.getMessage());
  }
}
