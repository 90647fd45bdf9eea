package io.valora.ingest;

public final class RatingsSample {
  public static final String SOURCE = "sample:ratings";

  private RatingsSample() {}
}
