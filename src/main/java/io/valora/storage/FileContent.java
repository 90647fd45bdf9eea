package io.valora.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Content of a file, written piece by piece. */
@FunctionalInterface
public interface FileContent {
  void writeTo(OutputStream out) throws IOException;
}
