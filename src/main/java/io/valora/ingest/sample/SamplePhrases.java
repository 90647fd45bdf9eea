package io.valora.ingest.sample;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Phrases of the synthetic reviews, by sentiment. */
enum SamplePhrases {
  POSITIVE(
      List.of(
          "good",
          "great",
          "wonderful",
          "superb",
          "delightful",
          "funny",
          "moving",
          "brilliant",
          "charming",
          "gripping",
          "clever",
          "beautiful",
          "excellent",
          "fresh",
          "warm"),
      List.of("loved", "enjoyed", "adored", "recommend"),
      List.of("Great", "Loved it", "Wonderful!", "👍", "Superb")),
  NEGATIVE(
      List.of(
          "bad",
          "awful",
          "boring",
          "dull",
          "terrible",
          "predictable",
          "weak",
          "messy",
          "flat",
          "annoying",
          "stupid",
          "ugly",
          "tedious",
          "poor",
          "lifeless"),
      List.of("hated", "regret", "disliked", "slept through"),
      List.of("Awful", "Boring...", "Terrible!", "👎", "Avoid")),
  NEUTRAL(
      List.of(
          "long", "short", "quiet", "loud", "colourful", "old", "French", "familiar", "strange"),
      List.of("watched", "saw", "rented", "remember"),
      List.of("Meh", "Okay", "Film", "2006", "?"));

  private static final List<String> THINGS =
      List.of(
          "film",
          "plot",
          "acting",
          "ending",
          "score",
          "script",
          "cast",
          "first half",
          "dialogue",
          "camera work",
          "lead actress",
          "director",
          "story",
          "pacing",
          "R&amp;B soundtrack");
  private static final List<String> DEGREES =
      List.of("", "", "very ", "really ", "so ", "quite ", "utterly ");
  private static final List<String> POSITIVE_EMOJI = List.of("😀", "❤️", "👍🏽");
  private static final List<String> NEGATIVE_EMOJI = List.of("😡", "💤", "👎");
  private static final List<String> ENDS = List.of(".", ".", ".", "!", "...", "?!");

  private final List<String> adjectives;
  private final List<String> verbs;
  private final List<String> words;

  SamplePhrases(List<String> adjectives, List<String> verbs, List<String> words) {
    this.adjectives = adjectives;
    this.verbs = verbs;
    this.words = words;
  }

  SamplePhrases opposite() {
    return switch (this) {
      case POSITIVE -> NEGATIVE;
      case NEGATIVE -> POSITIVE;
      case NEUTRAL -> NEUTRAL;
    };
  }

  /** A review of one word, or nearly. */
  String word(IntUnaryOperator draw) {
    return pick(words, draw);
  }

  /**
   * A sentence of this mood.
   *
   * @param draw a number from 0 and below the one given, another at each call
   */
  String sentence(IntUnaryOperator draw) {
    String thing = pick(THINGS, draw);
    String end = pick(ENDS, draw);
    return switch (draw.applyAsInt(10)) {
      case 0, 1 -> "I %s the %s%s".formatted(pick(verbs, draw), thing, end);
      case 2 -> "The %s wasn't %s%s".formatted(thing, pick(opposite().adjectives, draw), end);
      case 3 -> "It&#39;s not %s at all%s".formatted(pick(opposite().adjectives, draw), end);
      case 4 -> "A &quot;%s&quot; %s%s".formatted(pick(adjectives, draw), thing, emoji(draw));
      case 5 -> "What a %s %s\"%s".formatted(pick(adjectives, draw), thing, end);
      default ->
          "The %s was %s%s%s".formatted(thing, pick(DEGREES, draw), pick(adjectives, draw), end);
    };
  }

  private String emoji(IntUnaryOperator draw) {
    return switch (this) {
      case POSITIVE -> " " + pick(POSITIVE_EMOJI, draw);
      case NEGATIVE -> " " + pick(NEGATIVE_EMOJI, draw);
      case NEUTRAL -> ".";
    };
  }

  private static String pick(List<String> from, IntUnaryOperator draw) {
    return from.get(draw.applyAsInt(from.size()));
  }
}
