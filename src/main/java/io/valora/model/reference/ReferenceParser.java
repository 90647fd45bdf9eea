package io.valora.model.reference;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the JSON of {@code model/reference.json}; keys it doesn't know are passed over. */
final class ReferenceParser {
  private ReferenceParser() {}

  static Reference parse(String document, String text) {
    CheckedNode root =
        CheckedNode.parse(document, text).requireFormatVersion(ReferenceWriter.FORMAT_VERSION);
    List<ReferenceColumn> inputs = root.list("inputs", input -> seen(input));
    ReferenceColumn target = seen(root.object("target"));
    ReferenceColumn answer = column(root.object("answer"), Optional.empty());
    try {
      return new Reference(
          inputs, target, answer, root.optional("errors").map(ReferenceParser::errors));
    } catch (IllegalArgumentException e) {
      throw failure(root, e.getMessage());
    }
  }

  /** A column of train and validation. */
  private static ReferenceColumn seen(CheckedNode node) {
    return column(node, Optional.of(rows(node.object("train"))));
  }

  private static ReferenceColumn column(CheckedNode node, Optional<BinnedRows> train) {
    Measure measure = node.choice("measure", Measure.values(), EnumNames::nameOf);
    BinnedRows validation = rows(node.object("validation"));
    try {
      return new ReferenceColumn(
          node.text("name"),
          measure,
          measure.isNumber()
              ? numbers(node)
              : new CategoryBins(node.elements("categories", CheckedNode::requireText)),
          train,
          validation);
    } catch (IllegalArgumentException e) {
      throw failure(node, "%s: %s".formatted(node.path(), e.getMessage()));
    }
  }

  private static JobException failure(CheckedNode node, String reason) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read " + node.document(), reason);
  }

  private static NumberBins numbers(CheckedNode node) {
    return new NumberBins(
        node.optional("least").isPresent() ? node.number("least") : Double.NaN,
        node.elements("upper", CheckedNode::requireNumberOrNull));
  }

  private static AnswerErrors errors(CheckedNode node) {
    try {
      Map<Integer, ErrorCell> some = new TreeMap<>();
      node.list("cells", cell -> some.put((int) cell.count("cell"), sums(cell)));
      List<String> ids = node.elements("ids", CheckedNode::requireText);
      return AnswerErrors.of(new AnswerCells(numbers(node), ids), some);
    } catch (IllegalArgumentException e) {
      throw failure(node, "%s: %s".formatted(node.path(), e.getMessage()));
    }
  }

  private static ErrorCell sums(CheckedNode cell) {
    return new ErrorCell(
        cell.count("rows"),
        cell.number("targets"),
        cell.number("absolute"),
        cell.number("squared"),
        cell.number("fourth"));
  }

  private static BinnedRows rows(CheckedNode node) {
    return new BinnedRows(
        node.elements("bins", CheckedNode::requireCount),
        node.count("other"),
        node.count("missing"));
  }
}
