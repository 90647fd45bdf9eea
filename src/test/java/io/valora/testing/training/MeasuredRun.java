package io.valora.testing.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A measurement in a JVM of its own, with the options of this one; it prints {@code name value}.
 */
public final class MeasuredRun {
  private final Process process;

  private MeasuredRun(Process process) {
    this.process = process;
  }

  public static MeasuredRun start(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SPARK_SCALA_VERSION", "2.12");
      builder.environment().put("SPARK_HOME", emptySparkHome());
      return new MeasuredRun(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Executors get the class path of the driver; Spark wants a folder of jars all the same. */
  private static String emptySparkHome() throws IOException {
    Path home = Files.createTempDirectory("spark-home");
    Files.createDirectory(home.resolve("jars"));
    home.toFile().deleteOnExit();
    return home.toString();
  }

  /** The numbers that the run printed, when it has ended. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new HashMap<>();
    printed().forEach((name, value) -> numbers.put(name, Double.valueOf(value)));
    return numbers;
  }

  /** What the run printed, when it has ended, by name in the order of its first lines. */
  public Map<String, String> printed() {
    List<String> lines;
    try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      lines = out.lines().toList();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(System.lineSeparator(), lines));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return lines.stream()
        .map(line -> line.split(" "))
        .filter(words -> words.length == 2 && words[1].matches("[-0-9a-f.]+"))
        .collect(
            Collectors.toMap(
                words -> words[0], words -> words[1], (first, last) -> last, LinkedHashMap::new));
  }
}
