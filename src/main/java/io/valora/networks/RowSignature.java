package io.valora.networks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Signature of a network in format version 1, which earlier runs of sentiment and regression wrote:
 * its outputs for a few synthetic golden rows, by which a loaded copy is verified.
 *
 * <p>Golden row i of n has, in each table, the one row at i / (n - 1) of the table's length, and
 * for each number 2 i / (n - 1) - 1.
 *
 * @param outputs of the golden rows: logits, or what is compared with the label
 */
public record RowSignature(List<Float> outputs) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;
  private static final int GOLDEN_ROWS = 10;
  private static final double TOLERANCE = 1e-4;

  public RowSignature {
    outputs = List.copyOf(outputs);
  }

  /** The signature of a network whose tables, if it has any, are of bags. */
  public static RowSignature of(TowerDesign design, RowScorer scorer) {
    List<Float> outputs = new ArrayList<>();
    for (int i = 0; i < GOLDEN_ROWS; i++) {
      IndexBatch row = new IndexBatch(design.tables(), design.numbers(), 1);
      for (int table = 0; table < design.tables().size(); table++) {
        int index = (int) ((design.tables().get(table).rows() - 1L) * i / (GOLDEN_ROWS - 1));
        row.bags(table).add(new int[] {index}, new float[] {1}, 0, 1);
        row.bags(table).endRow();
      }
      Arrays.fill(row.numbers(), 2f * i / (GOLDEN_ROWS - 1) - 1);
      row.holds(1);
      float[] output = new float[1];
      scorer.score(row, output);
      outputs.add(output[0]);
    }
    return new RowSignature(outputs);
  }

  /**
   * Scores the golden rows again.
   *
   * @throws JobException when an output is off by more than 0.0001 of its size, or of 1
   */
  public void verify(TowerDesign design, RowScorer scorer) {
    List<Float> now = of(design, scorer).outputs;
    for (int i = 0; i < outputs.size(); i++) {
      float then = outputs.get(i);
      if (!(Math.abs(now.get(i) - then) <= TOLERANCE * Math.max(1, Math.abs(then)))) {
        throw JobException.cannot(
            Outcome.UNEXPECTED,
            "load the model",
            "golden row %d gives %s instead of %s".formatted(i, now.get(i), then));
      }
    }
  }

  /**
   * @param name what messages call the text
   * @throws JobException when the text is no such signature
   */
  public static RowSignature fromJson(String name, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      List<Float> outputs = new ArrayList<>();
      node.required("golden-outputs").forEach(output -> outputs.add(output.floatValue()));
      if (node.path("format-version").asInt() == FORMAT_VERSION && outputs.size() == GOLDEN_ROWS) {
        return new RowSignature(outputs);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(name);
    }
    throw unreadable(name);
  }

  private static JobException unreadable(String name) {
    return JobException.cannot(
        Outcome.UNEXPECTED,
        "read " + name,
        "it is no model signature of format-version %d with %d golden outputs"
            .formatted(FORMAT_VERSION, GOLDEN_ROWS));
  }
}
