package io.valora.ingest.sample;

import io.valora.base.EnumNames;
import io.valora.storage.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The generated tables that a job file can name as its source. */
public enum Sample {
  RATINGS("ratings.csv", RatingsSample.DEFAULT::writeTo),
  REVIEWS("reviews.tsv", ReviewsSample.DEFAULT::writeTo),
  MARKETING("marketing.csv", MarketingSample.DEFAULT::writeTo);

  /** URI scheme of the samples. */
  public static final String SCHEME = "sample:";

  private final String fileName;
  private final FileContent content;

  Sample(String fileName, FileContent content) {
    this.fileName = fileName;
    this.content = content;
  }

  /** The sample that a job file calls by this source. */
  public static Optional<Sample> of(String source) {
    return Arrays.stream(values()).filter(sample -> sample.source().equals(source)).findFirst();
  }

  /** The sources of all samples. */
  public static List<String> sources() {
    return Arrays.stream(values()).map(Sample::source).toList();
  }

  /** Source of this data in a job file, such as {@code sample:ratings}. */
  public String source() {
    return SCHEME + EnumNames.nameOf(this);
  }

  /** The name of the file it is written to, such as {@code ratings.csv}. */
  public String fileName() {
    return fileName;
  }

  /** Writes the table in its usual size; the stream is flushed and stays open. */
  public void writeTo(OutputStream out) throws IOException {
    content.writeTo(out);
  }
}
