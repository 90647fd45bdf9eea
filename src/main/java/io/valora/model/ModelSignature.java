package io.valora.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Signature of a rating model in format version 1, which earlier runs wrote: input and output
 * ranges, and golden rows by which a loaded copy is verified.
 *
 * @param users known users; indices run from 0 (unknown) to this
 * @param items known items; indices run from 0 (unknown) to this
 * @param lowestRating of the train split, in stars; predictions are shown clipped to the range
 * @param highestRating of the train split, in stars
 * @param goldenRows pairs with what the model predicted for them
 */
public record ModelSignature(
    int users, int items, double lowestRating, double highestRating, List<GoldenRow> goldenRows) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;
  private static final double TOLERANCE = 1e-4;

  /** One pair and its predicted stars, not clipped. */
  public record GoldenRow(int userIndex, int itemIndex, float stars) {}

  public ModelSignature {
    goldenRows = List.copyOf(goldenRows);
  }

  /**
   * Predicts the golden rows again.
   *
   * @throws JobException when a prediction is off by more than 0.0001 stars
   */
  public void verify(PairScorerFactory scorers) {
    int[] userIndices = goldenRows.stream().mapToInt(GoldenRow::userIndex).toArray();
    int[] itemIndices = goldenRows.stream().mapToInt(GoldenRow::itemIndex).toArray();
    float[] stars = new float[goldenRows.size()];
    scorers.open().score(userIndices, itemIndices, stars.length, stars);
    for (int i = 0; i < stars.length; i++) {
      if (!(Math.abs(stars[i] - goldenRows.get(i).stars()) <= TOLERANCE)) {
        throw JobException.cannot(
            Outcome.UNEXPECTED,
            "load the model",
            "golden row %d gives %s instead of %s stars"
                .formatted(i, stars[i], goldenRows.get(i).stars()));
      }
    }
  }

  /**
   * @param name what messages call the text
   * @throws JobException when the text is no signature of this format version
   */
  public static ModelSignature fromJson(String name, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.path("format-version").asInt() != FORMAT_VERSION) {
        throw JobException.cannot(
            Outcome.UNEXPECTED,
            "read " + name,
            "unknown format-version %s (this version reads 1)"
                .formatted(node.path("format-version")));
      }
      List<GoldenRow> rows = new ArrayList<>();
      for (JsonNode row : node.required("golden-rows")) {
        rows.add(
            new GoldenRow(
                row.required("user-index").intValue(),
                row.required("item-index").intValue(),
                row.required("stars").floatValue()));
      }
      return new ModelSignature(
          node.required("users").intValue(),
          node.required("items").intValue(),
          node.required("lowest-rating").doubleValue(),
          node.required("highest-rating").doubleValue(),
          rows);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + name, "it is no model signature", e);
    }
  }
}
