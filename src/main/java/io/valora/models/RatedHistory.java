package io.valora.models;

import java.util.List;

/** Ratings of each user, in all splits. */
@FunctionalInterface
public interface RatedHistory {
  /**
   * @param userIndex of the user, {@link Ids#UNKNOWN} when train doesn't know it
   * @return highest stars first, ties by item; empty when nothing is known of the user
   */
  List<ItemStars> of(String user, int userIndex);
}
