package io.valora.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.storage.BoundedText;
import io.valora.storage.Storage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * A small file that the command line names: a job's or an environment's. An address with a scheme
 * is taken as it is. Anything else is looked for in the working directory, among the {@code
 * --files} of spark-submit, on the default file system and on the class path; the first that is
 * there is taken.
 *
 * @param name as it was given
 */
public record NamedFile(String name) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /**
   * The text of the file.
   *
   * @throws JobException that says where it was looked for, when it is nowhere
   */
  public String text(Storage storage) {
    if (SCHEME.matcher(name).matches()) {
      return read(storage, name);
    }
    Set<String> addresses = addresses(storage);
    return addresses.stream()
        .filter(storage::exists)
        .findFirst()
        .map(address -> read(storage, address))
        .or(this::onClassPath)
        .orElseThrow(() -> nowhere(addresses));
  }

  private static String read(Storage storage, String address) {
    return BoundedText.read(storage, address, JobText.MOST_CHARACTERS);
  }

  private Set<String> addresses(Storage storage) {
    Set<String> addresses = new LinkedHashSet<>();
    addresses.add(local(storage, name));
    shipped()
        .ifPresent(
            address -> {
              // A driver that the cluster starts has it in its working directory.
              addresses.add(local(storage, lastName(name)));
              addresses.add(storage.absolute(address.replaceFirst("#.*", "")));
            });
    addresses.add(storage.absolute(name));
    return addresses;
  }

  private Optional<String> shipped() {
    SparkConf conf = new SparkConf();
    return Stream.of("spark.files", "spark.yarn.dist.files")
        .flatMap(key -> Stream.of(conf.get(key, "").split(",")))
        .filter(address -> lastName(address).equals(lastName(name)))
        .findFirst();
  }

  private Optional<String> onClassPath() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw JobException.cannot(Outcome.INVALID_REQUEST, "read " + name, e.getMessage(), e);
    }
  }

  private JobException nowhere(Set<String> addresses) {
    return JobException.cannot(
        Outcome.INVALID_REQUEST,
        "read " + name,
        "it does not exist or is out of reach (looked for %s, for %s among the --files of"
                .formatted(String.join(", ", addresses), lastName(name))
            + " spark-submit, and for %s on the class path)".formatted(name));
  }

  private static String local(Storage storage, String path) {
    return storage.absolute("file:" + new File(path).getAbsolutePath());
  }

  /** The name that a shipped file has where it arrives: what follows the last slash or a #. */
  private static String lastName(String address) {
    return address.replaceFirst(".*[/#]", "");
  }
}
