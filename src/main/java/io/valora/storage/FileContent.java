package io.valora.storage;

import java.io.IOException;
import java.io.OutputStream;

/** What a file is to hold, written piece by piece. */
@FunctionalInterface
public interface FileContent {
  void writeTo(OutputStream out) throws IOException;
}
