package io.valora.cli.serving;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The serving jar as a program: {@code java -jar valora-serving.jar serve JOB}. */
@Command(
    name = "valora-serving",
    mixinStandardHelpOptions = true,
    description = "Serves the model of a published run over HTTP.")
public final class ServingMain implements Runnable {
  private final CommandLine program = new CommandLine(this);

  private ServingMain() {
    CommandLine serve = new CommandLine(new ServeCommand(System.out, System.err, new PlaceOfJar()));
    serve
        .getCommandSpec()
        .mixinStandardHelpOptions(true)
        .usageMessage()
        .description("Serve a job's model over HTTP.");
    program
        .addSubcommand("serve", serve)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((thrown, command, parsed) -> end(thrown));
  }

  public static void main(String[] arguments) {
    System.exit(new ServingMain().program.execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(program, "Missing command (must be serve)");
  }

  private static int end(Exception thrown) {
    System.err.println(
        JobException.in(thrown)
            .map(Throwable::getMessage)
            .orElseGet(() -> "Cannot serve: " + Secrets.masked(thrown.toString())));
    return JobException.in(thrown).map(JobException::outcome).orElse(Outcome.UNEXPECTED).code();
  }
}
