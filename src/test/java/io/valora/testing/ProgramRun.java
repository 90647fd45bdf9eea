package io.valora.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.cli.CommandLineProgram;
import io.valora.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * One call of the program as the command line makes it, without the end of the process.
 *
 * @param code exit status
 * @param out what it wrote to the standard output
 * @param err what it wrote to the error stream
 */
public record ProgramRun(int code, String out, String err) {
  public static ProgramRun of(String... arguments) {
    return withInput("", arguments);
  }

  /** A call that reads this text from the standard input. */
  public static ProgramRun withInput(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false);
    int code = new CommandLineProgram(console).run(arguments);
    return new ProgramRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
