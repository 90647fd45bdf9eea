package io.valora.gates.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.base.ShownText;
import io.valora.serving.check.CheckLines;
import io.valora.serving.check.CheckListener;
import io.valora.serving.check.CheckRequest;
import io.valora.serving.check.ServingCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fresh JVM that has the serving parts alone and checks a model. */
final class ServingJvm {
  private static final String LOG_CONFIGURATION = "log4j2.configurationFile";
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";

  private final ServingLimits limits;
  private final Duration stress;

  /**
   * @param stress that comes on top of the time limit
   */
  ServingJvm(ServingLimits limits, Duration stress) {
    this.limits = limits;
    this.stress = stress;
  }

  /**
   * Runs the check to its end.
   *
   * @return why the process ended before its time; empty when it didn't
   */
  Optional<String> check(CheckRequest request, CheckListener listener) {
    try {
      Path log = Files.createTempFile("valora-serving", ".log");
      try {
        return check(request, listener, log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "start the serving JVM", e.getMessage(), e);
    }
  }

  private Optional<String> check(CheckRequest request, CheckListener listener, Path log)
      throws IOException {
    Process process = new ProcessBuilder(command()).redirectError(log.toFile()).start();
    Thread ended = new Thread(process.toHandle()::destroyForcibly, "end of the serving JVM");
    Runtime.getRuntime().addShutdownHook(ended);
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch = watch(process, late);
    try {
      give(process, request);
      try (BufferedReader out = process.inputReader(UTF_8)) {
        out.lines().forEach(line -> CheckLines.read(line, listener));
      }
      int status = process.waitFor();
      if (late.get()) {
        return Optional.of(late());
      }
      return status == 0 ? Optional.empty() : Optional.of(end(status, log));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was interrupted");
    } finally {
      watch.cancel(true);
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(ended);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + limits.heap(),
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr"));
    Optional.ofNullable(System.getProperty(LOG_CONFIGURATION))
        .ifPresent(file -> command.add("-D%s=%s".formatted(LOG_CONFIGURATION, file)));
    command.addAll(List.of("-cp", ServingClassPath.ofThisProcess(), ServingCheck.class.getName()));
    return command;
  }

  private CompletableFuture<Void> watch(Process process, AtomicBoolean late) {
    return CompletableFuture.runAsync(
        () -> {
          // The process itself would close the stream that is being read.
          late.set(process.toHandle().destroyForcibly());
        },
        CompletableFuture.delayedExecutor(
            limits.time().plus(stress).toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A process that ended before it read the request says why by its end. */
  private static void give(Process process, CheckRequest request) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(request.toJson().getBytes(UTF_8));
    } catch (IOException ended) {
      // Its exit status tells.
    }
  }

  private String late() {
    return "it took more than %d s, the time limit"
        .formatted(limits.time().plus(stress).toSeconds());
  }

  private String end(int status, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, UTF_8);
    if (lines.stream().anyMatch(line -> line.contains(OUT_OF_MEMORY))) {
      return "%s of memory were too little".formatted(limits.heap());
    }
    String said =
        lines.stream()
            .filter(line -> line.matches("(Exception in thread|Error|#).*"))
            .findFirst()
            .map(line -> ": " + ShownText.of(Secrets.masked(line)))
            .orElse("");
    return "its process ended with exit status %d%s".formatted(status, said);
  }
}
