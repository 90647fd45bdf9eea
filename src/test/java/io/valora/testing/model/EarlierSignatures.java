package io.valora.testing.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.model.ModelSignature;
import io.valora.model.ModelSignature.GoldenRow;
import io.valora.model.PairScorerFactory;
import java.util.ArrayList;
import java.util.List;

/** Signatures of rating models as earlier runs wrote them, in format version 1. */
public final class EarlierSignatures {
  private static final int GOLDEN_ROWS = 10;

  private EarlierSignatures() {}

  /** With golden rows spread over the users and items, the unknown ones first; 1 to 5 stars. */
  public static ModelSignature of(PairScorerFactory scorers, int users, int items) {
    int[] userIndices = new int[GOLDEN_ROWS];
    int[] itemIndices = new int[GOLDEN_ROWS];
    for (int i = 0; i < GOLDEN_ROWS; i++) {
      userIndices[i] = (int) ((long) users * i / (GOLDEN_ROWS - 1));
      itemIndices[i] = (int) ((long) items * i / (GOLDEN_ROWS - 1));
    }
    float[] stars = new float[GOLDEN_ROWS];
    scorers.open().score(userIndices, itemIndices, GOLDEN_ROWS, stars);
    List<GoldenRow> rows = new ArrayList<>();
    for (int i = 0; i < GOLDEN_ROWS; i++) {
      rows.add(new GoldenRow(userIndices[i], itemIndices[i], stars[i]));
    }
    return new ModelSignature(users, items, 1, 5, rows);
  }

  public static String json(ModelSignature signature) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("format-version", 1);
    node.put("users", signature.users()).put("items", signature.items());
    node.put("lowest-rating", signature.lowestRating());
    node.put("highest-rating", signature.highestRating());
    for (GoldenRow row : signature.goldenRows()) {
      node.withArray("golden-rows")
          .addObject()
          .put("user-index", row.userIndex())
          .put("item-index", row.itemIndex())
          .put("stars", row.stars());
    }
    return node.toPrettyString();
  }
}
