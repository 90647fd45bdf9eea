package io.valora.serving.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.JobException;
import io.valora.json.CheckedNode;
import java.io.PrintStream;

/** Progress of a check as lines of JSON, from the process that checks to the one that asked. */
public final class CheckLines {
  private static final String BEGUN = "begun";

  private CheckLines() {}

  /** A listener that writes a line for each event. */
  static CheckListener to(PrintStream out) {
    return new CheckListener() {
      @Override
      public void begun(CheckRule rule) {
        out.println(JsonNodeFactory.instance.objectNode().put(BEGUN, rule.label()));
        out.flush();
      }

      @Override
      public void found(Finding finding) {
        out.println(finding.toJson());
        out.flush();
      }
    };
  }

  /** Tells the listener of one line; what is no event is passed over. */
  public static void read(String line, CheckListener listener) {
    try {
      CheckedNode json = CheckedNode.parse("the serving JVM's output", line);
      if (json.optional(BEGUN).isPresent()) {
        listener.begun(Finding.rule(json, BEGUN));
      } else {
        listener.found(Finding.fromJson(json));
      }
    } catch (JobException noEvent) {
      // A library wrote to the standard output.
    }
  }
}
