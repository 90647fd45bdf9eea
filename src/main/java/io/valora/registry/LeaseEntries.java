package io.valora.registry;

import io.valora.base.JobException;
import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lease files in a run's folder. A file is written by one attempt alone, in place; a list names
 * every file that was written before it was asked for.
 *
 * @param lease of attempts whose file is half written
 */
record LeaseEntries(Storage storage, RunFolder run, Duration lease) {
  private static final Pattern NAME = Pattern.compile("lease-(\\d{10})-(.+)\\.json");

  /** Of every attempt that works at the run, or did so until it died. */
  List<LeaseEntry> all() {
    List<LeaseEntry> entries = new ArrayList<>();
    for (String name : storage.names(run.uri())) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        storage.textOf(run.uri() + "/" + name).ifPresent(text -> entries.add(entry(matcher, text)));
      }
    }
    return entries;
  }

  private LeaseEntry entry(Matcher name, String text) {
    try {
      return LeaseEntry.fromJson(name.group(), text);
    } catch (JobException halfWritten) {
      return LeaseEntry.unreadable(Long.parseLong(name.group(1)), name.group(2), lease);
    }
  }

  /** Whether no attempt works at the run, nor died while it did. */
  boolean isEmpty() {
    return storage.names(run.uri()).stream().noneMatch(name -> NAME.matcher(name).matches());
  }

  void write(LeaseEntry entry) {
    storage.overwrite(file(entry), entry.toJson());
  }

  void delete(LeaseEntry entry) {
    storage.delete(file(entry));
  }

  /** The token of the attempt that wrote {@code run.json} last; 0 when there is none. */
  long lastToken() {
    Optional<RunRecord> record =
        storage.textOf(run.runJson()).map(text -> RunRecordParser.fromJson(run.runJson(), text));
    return record
        .map(RunRecord::progress)
        .map(RunProgress::attempt)
        .map(RunAttempt::token)
        .orElse(0L);
  }

  private String file(LeaseEntry entry) {
    return run.uri() + "/" + entry.fileName();
  }
}
