package io.valora.lease;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Lease file of one attempt, in the run's folder. {@code src/docs/lease-json.md} describes the
 * file.
 *
 * @param token higher than that of every attempt before, from 1
 * @param attempt tells attempts apart that took the same token at the same time
 * @param since when it asked for the run, by its own clock
 * @param renewed when it last said that it is alive, by its own clock
 * @param renewals how often it said so; 0 while it asks for the run
 * @param lease how long it may be silent before others may think it dead
 */
public record LeaseEntry(
    long token,
    String attempt,
    LeaseHolder holder,
    Instant since,
    Instant renewed,
    long renewals,
    Duration lease)
    implements Comparable<LeaseEntry> {
  private static final int FORMAT_VERSION = 1;
  private static final String PROCESSES = "processes";
  private static final Comparator<LeaseEntry> ORDER =
      Comparator.comparingLong(LeaseEntry::token).thenComparing(LeaseEntry::attempt);

  /** The entry of an attempt whose file is half written; only its name is known. */
  static LeaseEntry unreadable(long token, String attempt, Duration lease) {
    LeaseHolder nobody = new LeaseHolder("unknown", 0, "");
    return new LeaseEntry(token, attempt, nobody, Instant.EPOCH, Instant.EPOCH, 0, lease);
  }

  /** By token, those of the same token by attempt. */
  @Override
  public int compareTo(LeaseEntry other) {
    return ORDER.compare(this, other);
  }

  LeaseEntry renewed(Instant now) {
    return new LeaseEntry(token, attempt, holder, since, now, renewals + 1, lease);
  }

  LeaseEntry withHolder(LeaseHolder changed) {
    return new LeaseEntry(token, attempt, changed, since, renewed, renewals, lease);
  }

  boolean sameAttemptAs(LeaseEntry other) {
    return attempt.equals(other.attempt);
  }

  /** Whether its attempt has the run, or had it; else it only asks. */
  boolean isHeld() {
    return renewals > 0;
  }

  boolean isHalfWritten() {
    return since.equals(Instant.EPOCH);
  }

  /** Whether it is whole, and its attempt only asks for the run. */
  boolean isAsking() {
    return !isHeld() && !isHalfWritten();
  }

  /** Name of the file. */
  String fileName() {
    return "lease-%010d-%s.json".formatted(token, attempt);
  }

  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION);
    json.put("token", token);
    json.put("attempt", attempt);
    json.put("host", holder.host());
    json.put("process", holder.process());
    json.put("application", holder.application());
    if (!holder.processes().isEmpty()) {
      json.put(PROCESSES, holder.processes());
    }
    json.put("since", since.toString());
    json.put("renewed", renewed.toString());
    json.put("renewals", renewals);
    json.put("lease-milliseconds", lease.toMillis());
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * @throws io.valora.base.JobException {@code Cannot read <document>: …}, naming the key
   */
  public static LeaseEntry fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    return new LeaseEntry(
        json.positive("token"),
        json.text("attempt"),
        new LeaseHolder(
            json.text("host"),
            json.count("process"),
            json.text("application"),
            json.optional(PROCESSES).isPresent() ? json.text(PROCESSES) : ""),
        json.instant("since"),
        json.instant("renewed"),
        json.count("renewals"),
        Duration.ofMillis(json.positive("lease-milliseconds")));
  }
}
