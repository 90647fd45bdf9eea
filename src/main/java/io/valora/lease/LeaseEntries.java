package io.valora.lease;

import io.valora.base.JobException;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lease files in a folder. A file is written by one attempt alone, in place; a list names every
 * file that was written before it was asked for.
 *
 * @param lease of attempts whose file is half written
 */
record LeaseEntries(Storage storage, LeasedFolder folder, Duration lease) {
  private static final Pattern NAME = Pattern.compile("lease-(\\d{10})-(.+)\\.json");

  /** Of every attempt that works at it, or did so until it died. */
  List<LeaseEntry> all() {
    List<LeaseEntry> entries = new ArrayList<>();
    for (String name : storage.names(folder.uri())) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        storage
            .textOf(folder.uri() + "/" + name)
            .ifPresent(text -> entries.add(entry(matcher, text)));
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

  /** Whether no attempt works at it, nor died while it did. */
  boolean isEmpty() {
    return storage.names(folder.uri()).stream().noneMatch(name -> NAME.matcher(name).matches());
  }

  void write(LeaseEntry entry) {
    storage.overwrite(file(entry), entry.toJson());
  }

  void delete(LeaseEntry entry) {
    storage.delete(file(entry));
  }

  /** As {@link LeasedFolder#lastToken}. */
  long lastToken() {
    return folder.lastToken().applyAsLong(storage);
  }

  private String file(LeaseEntry entry) {
    return folder.uri() + "/" + entry.fileName();
  }
}
