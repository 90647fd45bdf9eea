package io.valora.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import java.util.List;

/**
 * The most popular items of train, most ratings first: {@code model/popular.json}.
 *
 * @param items at most {@link #MOST}
 */
public record PopularItems(List<PopularItem> items) {
  /** Items that the file holds at most. */
  public static final int MOST = 1000;

  private static final int FORMAT_VERSION = 1;

  public PopularItems {
    items = List.copyOf(items);
  }

  public String toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    ArrayNode out = root.putArray("items");
    for (PopularItem item : items) {
      out.addObject()
          .put("item", item.item())
          .put("mean-stars", item.meanStars())
          .put("ratings", item.ratings());
    }
    return root.toPrettyString();
  }

  /**
   * @throws io.valora.base.JobException when the text isn't what {@link #toJson} writes
   */
  public static PopularItems fromJson(String document, String text) {
    return new PopularItems(
        CheckedNode.parse(document, text)
            .requireFormatVersion(FORMAT_VERSION)
            .list(
                "items",
                node ->
                    new PopularItem(
                        node.text("item"), node.number("mean-stars"), node.count("ratings"))));
  }
}
