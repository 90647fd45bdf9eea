package io.valora.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.features.ContextKind;
import io.valora.features.ContextTerm;
import io.valora.json.CheckedNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Known contexts of a model, what ratings have in common besides user and item: {@code
 * model/context.json} and {@code model/contexts.jsonl}.
 *
 * @param known keys of the terms
 */
public record Contexts(List<ContextTerm> terms, Ids known) {
  /** Of a model that knows users and items alone. */
  public static final Contexts NONE = new Contexts(List.of(), Ids.of(List.of()));

  private static final int FORMAT_VERSION = 1;

  public Contexts {
    terms = List.copyOf(terms);
  }

  /** The columns of the rating table, each once, in the order of the inputs behind the item. */
  public static List<String> columns(List<ContextTerm> terms) {
    return terms.stream().map(ContextTerm::column).distinct().toList();
  }

  /** Rows of the network's table; 0 where it has none. */
  int rows() {
    return known.size() == 0 ? 0 : known.size() + 1;
  }

  /**
   * The known ones of a row, indices from 1.
   *
   * @param values of user, item and {@link #columns}; those of columns may be missing at the end
   */
  public int[] of(Object[] values) {
    List<String> columns = columns(terms);
    return IntStream.range(0, terms.size())
        .map(number -> index(number, values, 2 + columns.indexOf(terms.get(number).column())))
        .filter(index -> index != Ids.UNKNOWN)
        .toArray();
  }

  private int index(int number, Object[] values, int column) {
    Object cell = column < values.length ? values[column] : null;
    return known.index(terms.get(number).key(number, values[0], values[1], cell));
  }

  /** The text of {@code context.json}. */
  static String toJson(List<ContextTerm> terms) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode out = root.put("format-version", FORMAT_VERSION).putArray("terms");
    for (ContextTerm term : terms) {
      out.addObject()
          .put("column", term.column())
          .put("kind", EnumNames.nameOf(term.kind()))
          .put("of", EnumNames.nameOf(term.of()))
          .put("zone", term.zone())
          .put("regularization", term.regularization());
    }
    return root.toPrettyString();
  }

  /**
   * @throws io.valora.base.JobException when the text isn't what {@link #toJson} writes
   */
  static List<ContextTerm> fromJson(String document, String text) {
    return CheckedNode.parse(document, text)
        .requireFormatVersion(FORMAT_VERSION)
        .list("terms", Contexts::term);
  }

  private static ContextTerm term(CheckedNode node) {
    return new ContextTerm(
        node.text("column"),
        node.choice("kind", ContextKind.values(), EnumNames::nameOf),
        node.choice("of", ContextTerm.Group.values(), EnumNames::nameOf),
        node.text("zone"),
        node.number("regularization"));
  }
}
