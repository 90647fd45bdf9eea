package io.valora.cli.serving;

import io.valora.base.JobException;
import io.valora.storage.HadoopProperties;
import io.valora.storage.Storage;

/** Place of runs for the serving jar: other file systems than this machine's come from the side. */
record PlaceOfJar() implements ServingPlace {
  private static final String HADOOP = "org.apache.hadoop.conf.Configuration";

  @Override
  public String usualRoot() {
    return "./runs-data";
  }

  @Override
  public Storage storage(String root) {
    if (Storage.isOfThisMachine(root)) {
      return Storage.ofThisMachine();
    }
    try {
      Class.forName(HADOOP, false, PlaceOfJar.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw JobException.invalid(
          "--root",
          root,
          "must be a folder of this machine, or have Hadoop's libraries beside this jar:"
              + " java -cp 'valora-serving.jar:hadoop/*' io.valora.cli.serving.ServingMain serve");
    }
    return OfHadoop.storage();
  }

  /** Loaded only where Hadoop is there. */
  private static final class OfHadoop {
    static Storage storage() {
      return new Storage(
          HadoopProperties.ofProcess(HadoopProperties.sparkOfProcess(), System.getenv()));
    }
  }
}
