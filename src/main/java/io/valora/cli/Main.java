package io.valora.cli;

/** The process: arguments in, exit status out. */
public final class Main {
  private Main() {}

  /**
   * Runs one command. In Spark's cluster mode the status travels as an exception, since the
   * container owns the JVM.
   */
  public static void main(String[] arguments) {
    int code = new CommandLineProgram(Console.ofProcess()).run(arguments);
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      if (code != 0) {
        throw new IllegalStateException("Valora ended with code " + code);
      }
      return;
    }
    System.exit(code);
  }
}
