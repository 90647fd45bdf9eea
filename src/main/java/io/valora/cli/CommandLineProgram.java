package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.job.Task;
import io.valora.tasks.Tasks;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;

/**
 * Everything of the command line but the end of the process; tests call it as {@code main} does.
 */
public final class CommandLineProgram {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);

  private static final String INTERRUPTED =
      "Interrupted: what is finished is kept, and the same command goes on from there";

  private static final String SERVED = "Stopped: requests that were begun are answered and logged";

  private final Console console;
  private final List<Task> tasks;
  private final AtomicBoolean toldOfInterruption = new AtomicBoolean();

  /** The program with the tasks that it comes with. */
  public CommandLineProgram(Console console) {
    this(console, Tasks.ALL);
  }

  /**
   * @param tasks that a job may be of; the first is the default
   */
  public CommandLineProgram(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = List.copyOf(tasks);
  }

  /** The exit status of the command that the arguments name; see {@link Outcome}. */
  public int run(String... arguments) {
    return end(arguments).code();
  }

  /** Runs the command that the arguments name. */
  public CommandEnd end(String... arguments) {
    List<String> said = new ArrayList<>();
    CommandLine program = ValoraCommand.program(console, tasks);
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setOut(new PrintWriter(console.out(), true));
    program.setErr(new PrintWriter(console.err(), true));
    program.setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown, said));
    IParameterExceptionHandler usage = program.getParameterExceptionHandler();
    program.setParameterExceptionHandler(
        (wrong, given) -> {
          said.add(wrong.getMessage());
          return usage.handleParseException(wrong, given);
        });
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    Thread interruption =
        new Thread(() -> tellOfInterruption(serves ? SERVED : INTERRUPTED), "interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    int code = program.execute(arguments);
    forget(interruption);
    return new CommandEnd(code, String.join(System.lineSeparator(), said));
  }

  /** A signal ends the process whatever the command is at, also where nothing of Spark's fails. */
  private void tellOfInterruption(String sentence) {
    if (toldOfInterruption.compareAndSet(false, true)) {
      console.err().println(sentence);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException running) {
      LOG.debug("Ended by a signal", running);
    }
  }

  private int report(Exception thrown, List<String> said) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      tellOfInterruption(INTERRUPTED);
      said.add(INTERRUPTED);
      return Outcome.INTERRUPTED.code();
    }
    String message =
        JobException.in(thrown)
            .map(Throwable::getMessage)
            .orElseGet(() -> "Valora failed unexpectedly: " + Secrets.masked(thrown.toString()));
    if (JobException.in(thrown).isEmpty()) {
      LOG.error("Unexpected failure", thrown);
    }
    console.err().println(message);
    said.add(message);
    return JobException.in(thrown).map(JobException::outcome).orElse(Outcome.UNEXPECTED).code();
  }
}
