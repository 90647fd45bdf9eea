package io.valora.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One move of an alias: an entry of its history. {@code src/docs/history-json.md} describes the
 * file.
 *
 * @param number of the entry among those of the alias, from 1 without a gap
 * @param from the run that the alias named before; empty for the first
 * @param to the run that it names since
 * @param backTo the entry that a rollback from here goes back to; 0 for none
 * @param who user and machine, such as {@code ana@worker-3}
 * @param why in the words of whoever moved it
 * @param verdict the run's own sentences on its use, as they were at that time
 */
public record AliasEntry(
    String job,
    String alias,
    long number,
    AliasMove move,
    Optional<String> from,
    String to,
    long backTo,
    Instant when,
    String who,
    String why,
    List<String> verdict) {
  private static final int FORMAT_VERSION = 1;

  public AliasEntry {
    verdict = List.copyOf(verdict);
  }

  /** Such as {@code ana@worker-3 made r3 champion on 2026-10-01T10:00:00Z (the new prices)}. */
  public String sentence() {
    return "%s made %s %s on %s (%s)".formatted(who, to, alias, when, why);
  }

  /** The same facts as a tree, in the order of the format's description. */
  public ObjectNode toTree() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION);
    json.put("job", job).put("alias", alias).put("entry", number);
    json.put("move", EnumNames.nameOf(move));
    from.ifPresent(run -> json.put("from", run));
    json.put("to", to);
    if (backTo > 0) {
      json.put("back-to", backTo);
    }
    json.put("when", when.toString()).put("who", who).put("why", why);
    verdict.forEach(json.putArray("verdict")::add);
    return json;
  }

  /** Indented JSON that ends with a line feed. */
  public String toJson() {
    return toTree().toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * Reads what {@link #toJson} wrote. Keys it doesn't know are ignored.
   *
   * @param document what messages call it
   * @throws io.valora.base.JobException {@code Cannot read <document>: …}, naming the key
   */
  public static AliasEntry fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    return new AliasEntry(
        json.text("job"),
        json.text("alias"),
        json.positive("entry"),
        json.choice("move", AliasMove.values(), EnumNames::nameOf),
        json.optional("from").map(from -> AliasTarget.run(json, "from")),
        AliasTarget.run(json, "to"),
        json.optional("back-to").map(CheckedNode::requireCount).orElse(0L),
        json.instant("when"),
        json.text("who"),
        json.text("why"),
        json.elements("verdict", CheckedNode::requireText));
  }
}
