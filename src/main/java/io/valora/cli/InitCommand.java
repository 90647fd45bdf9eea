package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.profiling.JobDraft;
import io.valora.profiling.TableHead;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a file and writes a job file for it. */
@Command(
    footerHeading = "%n",
    footer = {
      "Dialect, types, times, missing values and the likely task are guesses, each explained in a",
      "comment of the job file. A long file is judged by its head.",
      "",
      "Example: valora init data/ratings.csv && valora run ratings.yaml"
    })
final class InitCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final Console console;
  private final List<Task> tasks;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "CSV, TSV, JSON lines, Parquet, ORC, or folders of texts named after their class;",
        "of other folders and of globs the first file is looked at."
      })
  private String source;

  @Option(
      names = "--out",
      paramLabel = "JOB",
      description = "Where to write (default: the file's name with .yaml, here); - prints it.")
  private String out;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "rating, sentiment or regression (default: the likeliest).")
  private String task;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean replace;

  InitCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    if (task != null && !JobDraft.tasks().contains(task)) {
      throw JobException.invalid("--task", task, "must be " + String.join(", ", JobDraft.tasks()));
    }
    Storage storage = Sessions.storage();
    String target = out == null ? name() + ".yaml" : out;
    if (!target.equals(STANDARD_OUTPUT) && !replace && storage.exists(target)) {
      throw JobException.invalid("--out", target, "must not exist yet, or add --force");
    }
    TableHead head = new SourceHead(storage, source).read();
    JobDraft draft = JobDraft.of(head, source, name(), Optional.ofNullable(task));
    JobConfig.of(tasks, target, JobText.parse(target, draft.text()), List.of());
    write(storage, target, draft);
    return Outcome.DONE.code();
  }

  private void write(Storage storage, String target, JobDraft draft) {
    if (target.equals(STANDARD_OUTPUT)) {
      console.out().print(draft.text());
      return;
    }
    storage.write(target, draft.text());
    console.err().println("Looks like: " + draft.task());
    console.err().println("Wrote " + target + ". Read its comments, then: valora run " + target);
    console.out().println(target);
  }

  /** The file's name without folders and endings, as the name of a job may be. */
  private String name() {
    String file = source.replaceFirst("/+$", "").replaceFirst(".*/", "");
    String stem = file.replaceFirst("^(.[^.]*)\\..*$", "$1").replaceAll("[^A-Za-z0-9_-]+", "-");
    String plain = stem.replaceAll("^[-_]+|-+$", "").toLowerCase(Locale.ROOT);
    return plain.isEmpty() ? "job" : plain;
  }
}
