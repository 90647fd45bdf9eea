package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.sample.MarketingSample;
import io.valora.ingest.sample.RatingsSample;
import io.valora.ingest.sample.ReviewsSample;
import io.valora.storage.FileContent;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes sample tables. */
@Command(name = "sample")
final class SampleCommand implements Runnable {
  private static final int MOST = 1_000_000_000;

  private final Console console;

  @Spec private CommandSpec spec;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing sample: ratings, reviews or marketing");
  }

  @Command(
      name = "ratings",
      mixinStandardHelpOptions = true,
      description =
          "Ratings of a loyalty program, broken rows included, the same for the same options.")
  int ratings(
      @Mixin Target target,
      @Option(
              names = "--rows",
              paramLabel = "NUMBER",
              defaultValue = "11165",
              description = "Lines of data (default: 11165).")
          int rows,
      @Option(
              names = "--users",
              paramLabel = "NUMBER",
              defaultValue = "2382",
              description = "Users (default: 2382).")
          int users,
      @Option(
              names = "--items",
              paramLabel = "NUMBER",
              defaultValue = "254",
              description = "Items (default: 254).")
          int items,
      @Option(
              names = "--seed",
              paramLabel = "NUMBER",
              defaultValue = "42",
              description = "Seed (default: 42).")
          long seed) {
    new SampleSizes()
        .with("--rows", rows, MOST)
        .with("--users", users, MOST)
        .with("--items", items, MOST)
        .require();
    target.write(new RatingsSample(rows, users, items, seed)::writeTo);
    console.out().println("Wrote %,d rows of sample ratings to %s".formatted(rows, target.file));
    return Outcome.DONE.code();
  }

  @Command(
      name = "reviews",
      mixinStandardHelpOptions = true,
      description = "Film reviews with a label of 0 or 1, the same for the same options.")
  int reviews(
      @Mixin Target target,
      @Option(
              names = "--rows",
              paramLabel = "NUMBER",
              defaultValue = "2000",
              description = "Lines of data (default: 2000).")
          int rows,
      @Option(
              names = "--seed",
              paramLabel = "NUMBER",
              defaultValue = "42",
              description = "Seed (default: 42).")
          long seed) {
    new SampleSizes().with("--rows", rows, MOST).require();
    target.write(new ReviewsSample(rows, seed)::writeTo);
    console.out().println("Wrote %,d rows of sample reviews to %s".formatted(rows, target.file));
    return Outcome.DONE.code();
  }

  @Command(
      name = "marketing",
      mixinStandardHelpOptions = true,
      description =
          "Marketing spend and new subscribers of branches, broken rows included, the same for the"
              + " same options.")
  int marketing(
      @Mixin Target target,
      @Option(
              names = "--branches",
              paramLabel = "NUMBER",
              defaultValue = "8",
              description = "Branches, 1 to 8 (default: 8).")
          int branches,
      @Option(
              names = "--years",
              paramLabel = "NUMBER",
              defaultValue = "5",
              description = "Years of twelve months (default: 5).")
          int years,
      @Option(
              names = "--seed",
              paramLabel = "NUMBER",
              defaultValue = "42",
              description = "Seed (default: 42).")
          long seed) {
    new SampleSizes()
        .with("--branches", branches, MarketingSample.MOST_BRANCHES)
        .with("--years", years, MarketingSample.MOST_YEARS)
        .require();
    MarketingSample sample = new MarketingSample(branches, years, seed);
    target.write(sample::writeTo);
    console
        .out()
        .println("Wrote %,d rows of sample marketing to %s".formatted(sample.rows(), target.file));
    return Outcome.DONE.code();
  }

  /** File that a sample is written to. */
  static final class Target {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
    private String file;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean replace;

    void write(FileContent content) {
      Storage storage = Sessions.storage();
      if (!replace && storage.exists(file)) {
        throw JobException.invalid("--out", file, "must not exist yet, or add --force");
      }
      try (OutputStream out = storage.create(file)) {
        content.writeTo(out);
      } catch (IOException e) {
        throw JobException.cannot(Outcome.INVALID_REQUEST, "write " + file, e.getMessage(), e);
      }
    }
  }
}
