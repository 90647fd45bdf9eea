package io.valora.cli.serving;

import io.valora.base.Secrets;
import io.valora.serving.http.ServiceListener;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events of a service as lines. */
record PrintedEvents(PrintStream err) implements ServiceListener {
  @Override
  public void tookOver(String alias, String from, String to) {
    print("Took over %s: run %s%s", alias, to, from.isEmpty() ? "" : " in place of " + from);
  }

  @Override
  public void refused(String alias, String run, String why) {
    print("Refused %s, run %s: %s (what served before does)", alias, run, why);
  }

  @Override
  public void lost(long lines, String why) {
    print(
        "Lost %,d line%s of the log: %s (requests are answered)",
        lines, lines == 1 ? "" : "s", why);
  }

  @Override
  public void failed(String request, Throwable why) {
    print("Failed %s: %s", request, Secrets.masked(String.valueOf(why)));
    StackTraceElement[] trace = why.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, 8); i++) {
      print("  at %s", trace[i]);
    }
  }

  private void print(String format, Object... arguments) {
    err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + format.formatted(arguments));
  }
}
