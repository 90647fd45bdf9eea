package io.valora.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A measurement in a JVM of its own, with the options of this one; it prints {@code name value}.
 */
final class MeasuredRun {
  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private MeasuredRun(Process process) {
    this.process = process;
  }

  static MeasuredRun start(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    try {
      return new MeasuredRun(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the run printed, when it has ended. */
  Map<String, Double> numbers() {
    try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      out.lines().forEach(lines::add);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(System.lineSeparator(), lines));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return printed();
  }

  private Map<String, Double> printed() {
    Map<String, Double> numbers = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words.length == 2 && words[1].matches("[-0-9.]+")) {
        numbers.put(words[0], Double.valueOf(words[1]));
      }
    }
    return numbers;
  }
}
