package io.valora.testing.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.valora.tower.device.DeviceLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The device library compiled for this machine's processor, where there is a C++ compiler. */
public final class HostLibrary {
  private static final Path SOURCES = Path.of("src/main/native");
  private static final Path LIBRARIES = Path.of("target/native");
  private static final List<String> COMMAND =
      List.of(
          "g++",
          "-std=c++17",
          "-O2",
          "-Wall",
          "-Wextra",
          "-Werror",
          "-ffp-contract=off",
          "-fvisibility=hidden",
          "-shared",
          "-fPIC");

  private HostLibrary() {}

  /** Skips the test where there is no compiler. */
  public static DeviceLibrary orSkip() {
    return DeviceLibrary.load(fileOrSkip());
  }

  /** The same as a file. */
  public static Path fileOrSkip() {
    return compiled("libvalora_device_host.so", List.of());
  }

  /** The same, whose blocks and threads take their turns last to first. */
  public static DeviceLibrary backwardsOrSkip() {
    return DeviceLibrary.load(
        compiled("libvalora_device_backwards.so", List.of("-DVALORA_BACKWARDS")));
  }

  private static synchronized Path compiled(String name, List<String> options) {
    assumeTrue(hasCompiler(), "There is no g++");
    Path library = LIBRARIES.resolve(name);
    try {
      compileIfOld(library, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return library.toAbsolutePath();
  }

  private static boolean hasCompiler() {
    try {
      return run(List.of("g++", "--version")) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void compileIfOld(Path library, List<String> options) throws IOException {
    if (Files.exists(library) && Files.getLastModifiedTime(library).compareTo(newest()) > 0) {
      return;
    }
    Files.createDirectories(LIBRARIES);
    Path made = Files.createTempFile(LIBRARIES, "made", ".so");
    List<String> command = new ArrayList<>(COMMAND);
    command.addAll(options);
    command.addAll(List.of("-o", made.toString(), "-x", "c++"));
    command.add(SOURCES.resolve("valora_device.cu").toString());
    assertThat(run(command)).as("%s", command).isZero();
    Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileTime newest() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      FileTime newest = FileTime.fromMillis(0);
      for (Path file : files.toList()) {
        FileTime changed = Files.getLastModifiedTime(file);
        newest = changed.compareTo(newest) > 0 ? changed : newest;
      }
      return newest;
    }
  }

  private static int run(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
