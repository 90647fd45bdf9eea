package io.valora.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.report.RatingReport.Bin;
import io.valora.evaluation.report.RatingReport.Cell;
import io.valora.evaluation.report.RatingReport.Epoch;

/** The numbers behind the charts, as JSON that can't end the script element it stands in. */
final class ChartData {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    MAPPER.getFactory().setCharacterEscapes(new InsideScript());
  }

  private ChartData() {}

  static String of(RatingReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("metric", report.training().metric());
    root.put("best", report.training().bestEpoch());
    ArrayNode epochs = root.putArray("epochs");
    report.training().epochs().forEach(epoch -> add(epochs.addArray(), epoch));
    ArrayNode errors = root.putArray("errors");
    report.errors().forEach(bin -> add(errors.addArray(), bin));
    ArrayNode cells = root.putArray("cells");
    report.predictedAgainstReal().forEach(cell -> add(cells.addArray(), cell));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts is always written", e);
    }
  }

  private static void add(ArrayNode row, Epoch epoch) {
    row.add(epoch.number());
    addDefined(row, epoch.trainLoss());
    addDefined(row, epoch.validationLoss());
    addDefined(row, epoch.trainMetric());
    addDefined(row, epoch.validationMetric());
  }

  private static void add(ArrayNode row, Bin bin) {
    row.add(bin.from()).add(bin.to()).add(bin.rows());
  }

  private static void add(ArrayNode row, Cell cell) {
    row.add(cell.real()).add(cell.predictedFrom()).add(cell.predictedTo()).add(cell.rows());
  }

  private static void addDefined(ArrayNode row, double value) {
    if (Double.isFinite(value)) {
      row.add(value);
    } else {
      row.addNull();
    }
  }

  /** Writes the characters that could open or close markup as Unicode escapes. */
  private static final class InsideScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    static {
      for (char escaped : new char[] {'<', '>', '&', '\''}) {
        ASCII[escaped] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      boolean lineEnd = character == 0x2028 || character == 0x2029;
      return lineEnd ? new SerializedString("\\u%04x".formatted(character)) : null;
    }
  }
}
