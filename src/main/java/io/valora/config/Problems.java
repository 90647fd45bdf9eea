package io.valora.config;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is reported together. */
public final class Problems {
  private final String file;
  private final List<String> messages = new ArrayList<>();

  public Problems(String file) {
    this.file = file;
  }

  /** Adds {@code Invalid <path>: <value> (<must>)}. */
  public void invalid(String path, Object value, String must) {
    add(JobException.invalidMessage(path, value, must));
  }

  /** Whether a problem of this path was added. */
  boolean isInvalid(String path) {
    return messages.stream().anyMatch(message -> message.startsWith("Invalid " + path + ": "));
  }

  /** Whether a column of this name was declared, but the name was refused. */
  boolean isRefusedName(String name) {
    return messages.stream().anyMatch(message -> message.contains(".name: " + name + " (must"));
  }

  public void add(String message) {
    messages.add(message);
  }

  /** What was added, in order. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /**
   * @throws JobException listing every problem, one a line, when there is any
   */
  public void throwIfAny() {
    if (!messages.isEmpty()) {
      String count = messages.size() == 1 ? "1 problem" : messages.size() + " problems";
      String lines = String.join("\n  ", messages);
      throw new JobException(
          Outcome.INVALID_REQUEST, "%s in %s:%n  %s".formatted(count, file, lines));
    }
  }
}
