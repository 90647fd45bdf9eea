package io.valora.ingest;

/**
 * Output folders of an ingest; each is replaced when it exists.
 *
 * @param staging the rows between the reading and the two results; not needed afterwards
 * @param typed Parquet of the typed rows
 * @param quarantine JSON lines of the rows that could not be typed
 */
public record IngestFolders(String staging, String typed, String quarantine) {
  /** The three folders below one. */
  public static IngestFolders below(String folder) {
    return new IngestFolders(folder + "/staging", folder + "/typed", folder + "/quarantine");
  }
}
