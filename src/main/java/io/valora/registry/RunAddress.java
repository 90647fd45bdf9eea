package io.valora.registry;

import io.valora.storage.RunFolder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Path of a run's folder as a user gives it, such as {@code runs-data/ratings/runs/2026-01-31}. */
public final class RunAddress {
  private static final Pattern FOLDER = Pattern.compile("(.+)/([^/]+)/runs/([^/]+)/*");

  private RunAddress() {}

  /**
   * The folder that the text is the path of; empty for a plain name.
   *
   * @throws io.valora.base.JobException when a part of it is no name of a job or a run
   */
  public static Optional<RunFolder> of(String text) {
    Matcher folder = FOLDER.matcher(text);
    return folder.matches()
        ? Optional.of(new RunFolder(folder.group(1), folder.group(2), folder.group(3)))
        : Optional.empty();
  }
}
