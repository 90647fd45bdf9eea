package io.valora.cli;

/** The process: arguments in, exit status out. */
public final class Main {
  private Main() {}

  /**
   * Runs one command. In Spark's cluster mode the container owns the JVM: there a failure travels
   * as an exception, which makes the application's final status FAILED.
   */
  public static void main(String[] arguments) {
    ErrorStream.open();
    CommandEnd end = new CommandLineProgram(Console.ofProcess()).end(arguments);
    if (!ThisProcess.inClusterMode()) {
      System.exit(end.code());
    }
    if (end.code() != 0) {
      throw new IllegalStateException(
          "Valora ended with code %d: %s".formatted(end.code(), end.message()));
    }
  }
}
