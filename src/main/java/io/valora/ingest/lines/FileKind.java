package io.valora.ingest.lines;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Compression of a file, recognized by the first bytes and never by the name. */
public enum FileKind {
  PLAIN("plain text", "") {
    @Override
    InputStream unpacked(InputStream packed) {
      return packed;
    }
  },
  GZIP("gzip", "1f8b") {
    @Override
    InputStream unpacked(InputStream packed) throws IOException {
      return new GzipCompressorInputStream(packed, true);
    }
  },
  BZIP2("bzip2", "425a68") {
    @Override
    boolean isOf(byte[] first) {
      return super.isOf(first) && (FIRST_BLOCK.matches(first) || NO_BLOCK.matches(first));
    }

    @Override
    InputStream unpacked(InputStream packed) throws IOException {
      return new BZip2CompressorInputStream(packed, true);
    }
  },
  ZSTANDARD("Zstandard", "28b52ffd") {
    @Override
    InputStream unpacked(InputStream packed) throws IOException {
      return new ZstdInputStreamNoFinalizer(packed);
    }
  },
  XZ("xz", "fd377a585a00") {
    @Override
    InputStream unpacked(InputStream packed) throws IOException {
      return new XZInputStream(packed);
    }
  },
  ZIP("zip", "504b0304") {
    @Override
    InputStream unpacked(InputStream packed) throws IOException {
      return new ZippedFile(packed);
    }
  };

  private static final Magic FIRST_BLOCK = new Magic("314159265359", 4);
  private static final Magic NO_BLOCK = new Magic("177245385090", 4);

  private final String label;
  private final Magic magic;

  FileKind(String label, String magic) {
    this.label = label;
    this.magic = new Magic(magic, 0);
  }

  /** The name in messages. */
  public String label() {
    return label;
  }

  static FileKind of(byte[] first) {
    for (FileKind kind : values()) {
      if (kind != PLAIN && kind.isOf(first)) {
        return kind;
      }
    }
    return PLAIN;
  }

  boolean isOf(byte[] first) {
    return magic.matches(first);
  }

  /** The content of the file. */
  abstract InputStream unpacked(InputStream packed) throws IOException;
}
