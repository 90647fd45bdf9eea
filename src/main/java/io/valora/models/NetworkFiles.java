package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.LittleEndianFloats;
import io.valora.base.Outcome;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.RowKernelJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The two files of a scoring network in a run's {@code model} folder: its shape as JSON, its
 * weights as little-endian floats.
 */
public enum NetworkFiles {
  /** The network that predicts. */
  NETWORK("network.json", "weights.bin"),
  /** The network that orders lists of items, if it is another one. */
  RANKING("ranking.json", "ranking.bin");

  private static final int BUFFER_BYTES = 1 << 16;

  private final String shape;
  private final String weights;

  NetworkFiles(String shape, String weights) {
    this.shape = shape;
    this.weights = weights;
  }

  /** Replaces both files; the shape is written last. */
  public void write(Storage storage, RunFolder folder, RowKernel kernel) {
    storage.write(folder.model(weights), out -> LittleEndianFloats.write(kernel.parameters(), out));
    storage.write(folder.model(shape), RowKernelJson.write(kernel));
  }

  /** Forgets both files. */
  public void delete(Storage storage, RunFolder folder) {
    storage.delete(folder.model(shape));
    storage.delete(folder.model(weights));
  }

  public boolean exist(Storage storage, RunFolder folder) {
    return storage.exists(folder.model(shape));
  }

  /**
   * @throws JobException when a file is missing or isn't what {@link #write} writes
   */
  public RowKernel read(Storage storage, RunFolder folder) {
    String json = storage.readText(folder.model(shape));
    try (InputStream in =
        new BufferedInputStream(storage.open(folder.model(weights)), BUFFER_BYTES)) {
      return RowKernelJson.read(folder.model(shape), json, in);
    } catch (IOException e) {
      throw JobException.cannot(
          Outcome.UNEXPECTED, "read " + folder.model(weights), e.getMessage(), e);
    }
  }
}
