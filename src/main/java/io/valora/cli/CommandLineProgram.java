package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Everything of the command line but the end of the process; tests call it as {@code main} does.
 */
public final class CommandLineProgram {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);

  private final Console console;

  public CommandLineProgram(Console console) {
    this.console = console;
  }

  /** The exit status of the command that the arguments name; see {@link Outcome}. */
  public int run(String... arguments) {
    CommandLine program = ValoraCommand.program(console);
    program.setOut(new PrintWriter(console.out(), true));
    program.setErr(new PrintWriter(console.err(), true));
    program.setExecutionExceptionHandler((thrown, command, parsed) -> report(thrown));
    return program.execute(arguments);
  }

  private int report(Exception thrown) {
    return JobException.in(thrown)
        .map(this::explained)
        .orElseGet(
            () -> {
              LOG.error("Unexpected failure", thrown);
              console
                  .err()
                  .println("Valora failed unexpectedly: " + Secrets.masked(thrown.toString()));
              return Outcome.UNEXPECTED.code();
            });
  }

  private int explained(JobException failure) {
    console.err().println(failure.getMessage());
    return failure.outcome().code();
  }
}
