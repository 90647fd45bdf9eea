package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.sample.MarketingSample;
import io.valora.ingest.sample.RatingsSample;
import io.valora.ingest.sample.ReviewsSample;
import io.valora.storage.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Command;
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
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to write.")
          String file,
      @Option(
              names = "--rows",
              defaultValue = "11165",
              description = "Lines of data (default: 11165).")
          int rows,
      @Option(names = "--users", defaultValue = "2382", description = "Users (default: 2382).")
          int users,
      @Option(names = "--items", defaultValue = "254", description = "Items (default: 254).")
          int items,
      @Option(names = "--seed", defaultValue = "42", description = "Seed (default: 42).")
          long seed) {
    new SampleSizes()
        .with("--rows", rows, MOST)
        .with("--users", users, MOST)
        .with("--items", items, MOST)
        .require();
    write(file, new RatingsSample(rows, users, items, seed)::writeTo);
    console.out().println("Wrote %,d rows of sample ratings to %s".formatted(rows, file));
    return Outcome.DONE.code();
  }

  @Command(
      name = "reviews",
      mixinStandardHelpOptions = true,
      description = "Film reviews with a label of 0 or 1, the same for the same options.")
  int reviews(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to write.")
          String file,
      @Option(
              names = "--rows",
              defaultValue = "2000",
              description = "Lines of data (default: 2000).")
          int rows,
      @Option(names = "--seed", defaultValue = "42", description = "Seed (default: 42).")
          long seed) {
    new SampleSizes().with("--rows", rows, MOST).require();
    write(file, new ReviewsSample(rows, seed)::writeTo);
    console.out().println("Wrote %,d rows of sample reviews to %s".formatted(rows, file));
    return Outcome.DONE.code();
  }

  @Command(
      name = "marketing",
      mixinStandardHelpOptions = true,
      description =
          "Marketing spend and new subscribers of branches, broken rows included, the same for the"
              + " same options.")
  int marketing(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to write.")
          String file,
      @Option(
              names = "--branches",
              defaultValue = "8",
              description = "Branches, 1 to 8 (default: 8).")
          int branches,
      @Option(
              names = "--years",
              defaultValue = "5",
              description = "Years of twelve months (default: 5).")
          int years,
      @Option(names = "--seed", defaultValue = "42", description = "Seed (default: 42).")
          long seed) {
    new SampleSizes()
        .with("--branches", branches, MarketingSample.MOST_BRANCHES)
        .with("--years", years, MarketingSample.MOST_YEARS)
        .require();
    MarketingSample sample = new MarketingSample(branches, years, seed);
    write(file, sample::writeTo);
    console
        .out()
        .println("Wrote %,d rows of sample marketing to %s".formatted(sample.rows(), file));
    return Outcome.DONE.code();
  }

  private static void write(String file, FileContent content) {
    try (OutputStream out = Sessions.storage().create(file)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw JobException.cannot(Outcome.INVALID_REQUEST, "write " + file, e.getMessage(), e);
    }
  }
}
