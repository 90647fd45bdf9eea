package io.valora.model.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import java.util.List;

/**
 * Distribution of the items in a run's lists: {@code model/lists.json}.
 *
 * @param lists that were made
 * @param bands items of all lists by band of popularity
 * @param shown different items in them
 * @param items that train knows
 */
public record ListReference(long lists, List<Long> bands, long shown, long items) {
  private static final int FORMAT_VERSION = 1;

  public ListReference {
    bands = List.copyOf(bands);
    if (lists < 0 || shown < 0 || items < 0 || bands.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("counts must be at least 0");
    }
  }

  /** Indented JSON with the keys always in the same order. */
  public String toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION).put("lists", lists);
    bands.forEach(root.putArray("bands")::add);
    return root.put("shown", shown).put("items", items).toPrettyString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param document what messages call the text
   * @param size number of bands
   * @throws JobException when the text isn't that
   */
  public static ListReference fromJson(String document, String text, int size) {
    CheckedNode root = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    List<Long> bands = root.elements("bands", CheckedNode::requireCount);
    if (bands.size() != size) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read " + document,
          "bands has %d counts (must be %d)".formatted(bands.size(), size));
    }
    return new ListReference(root.count("lists"), bands, root.count("shown"), root.count("items"));
  }
}
