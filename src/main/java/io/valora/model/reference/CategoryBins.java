package io.valora.model.reference;

import java.util.HashSet;
import java.util.List;

/**
 * A bin for each of some categories.
 *
 * @param categories each once
 */
public record CategoryBins(List<String> categories) implements Bins {
  public CategoryBins {
    categories = List.copyOf(categories);
    if (new HashSet<>(categories).size() < categories.size()) {
      throw new IllegalArgumentException("categories must be listed once each");
    }
  }

  @Override
  public int size() {
    return categories.size();
  }

  @Override
  public int bin(Object value) {
    return categories.indexOf(value.toString());
  }
}
