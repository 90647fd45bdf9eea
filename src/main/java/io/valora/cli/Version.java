package io.valora.cli;

import io.valora.lineage.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** The lines of {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    CodeVersion code = CodeVersion.ofThisBuild();
    return new String[] {
      "valora " + code.version() + " (" + code.commit() + ")",
      "Spark " + code.spark() + ", DL4J " + code.dl4j() + ", JVM " + Runtime.version()
    };
  }
}
