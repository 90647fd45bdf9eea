package io.valora.cli;

import io.valora.registry.Runs;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the storage root, shared by every command that touches storage. */
final class PlaceOptions {
  @Option(
      names = "--root",
      paramLabel = "URI",
      description =
          "Storage root (default: the environment file's storage.root, else ./runs-data).")
  private String root;

  @Option(
      names = "--environment",
      paramLabel = "FILE",
      defaultValue = "${env:VALORA_ENVIRONMENT}",
      description = "YAML with the facts of this environment (default: $VALORA_ENVIRONMENT).")
  private String environmentFile;

  Environment environment(Storage storage) {
    return Environment.read(
        storage, Optional.ofNullable(environmentFile).filter(file -> !file.isBlank()));
  }

  /** Runs below the root. */
  Runs runs() {
    Storage storage = ThisProcess.storage();
    return new Runs(storage, storage.absolute(root(environment(storage))));
  }

  /** The same as arguments. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    Optional.ofNullable(root).ifPresent(given -> arguments.addAll(List.of("--root", given)));
    Optional.ofNullable(environmentFile)
        .filter(file -> !file.isBlank())
        .ifPresent(file -> arguments.addAll(List.of("--environment", file)));
    return arguments;
  }

  String root(Environment environment) {
    return Optional.ofNullable(root).orElse(environment.root());
  }
}
