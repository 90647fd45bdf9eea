package io.valora.ingest;

import io.valora.ingest.lines.FileHead;
import io.valora.lineage.InputFile;
import java.io.Serializable;

/**
 * Length, digest and start of a file, and the way to read it.
 *
 * @param head {@link FileHead#NONE} where a file is one row, or has columns of its own
 */
record FileScan(InputFile file, FileHead head, Reading reading) implements Serializable {
  /** Division of a file among tasks. */
  enum Reading {
    /** Splits at line breaks, a task each. */
    SPLITS,
    /** One task, since cells span lines. */
    SPANNING,
    /** One task, since the file is compressed, UTF-16, or of a name that splits don't take. */
    WHOLE
  }
}
