package io.valora.testing.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * All ratios of the engine in one run, each measured in JVMs of its own that take turns with what
 * they are compared with. Arguments: numbers of the lines to measure; none: all.
 */
public final class TrainingBenchmark {
  private static final int TURNS = Integer.getInteger("turns", 3);
  private static final String LOCAL = "local[2]";
  private static final String CLUSTER = "local-cluster[2,1,2048]";

  private TrainingBenchmark() {}

  public static void main(String[] args) {
    Set<String> wanted = Set.of(args);
    System.out.printf("%-4s %-66s %10s %8s%n", "line", "figure", "measured", "aim");
    if (wants(wanted, "1", "2", "5")) {
      steps();
    }
    if (wants(wanted, "3")) {
      replicas();
    }
    if (wants(wanted, "4")) {
      line(
          4,
          CLUSTER + " over " + LOCAL,
          median(() -> engine(CLUSTER, "25") / engine(LOCAL, "25")),
          0.85);
    }
    if (wants(wanted, "6")) {
      line(
          6,
          "engine over stock master and layers, 800,000 rows",
          median(TrainingBenchmark::stock),
          4.5);
    }
    if (wants(wanted, "7")) {
      line(7, "1,000 epochs of 8,932 rows over plain fit", smallTable(), 3);
    }
    if (wants(wanted, "8")) {
      Map<String, Double> round = MeasuredRun.start(RoundRun.class).numbers();
      line(8, "a round without training over an empty job", round.get("over-empty-job"), -1.5);
      line(8, "the same with its shards at hand", round.get("at-hand-over-empty-job"), -1.3);
    }
    if (wants(wanted, "9")) {
      growth();
    }
    if (wants(wanted, "10")) {
      line(10, "hashes of one training in six clusters", hashes(), -1);
    }
    factors(wanted);
    if (wants(wanted, "13")) {
      line(
          13,
          "factors: time to the RMSE of ALS, 10,000,000 ratings, over its time",
          median(TrainingBenchmark::rival),
          -0.5);
    }
  }

  private static double rival() {
    Map<String, Double> als = rival("als");
    Map<String, Double> factors = rival("factors", als.get("rmse"));
    return factors.get("seconds") / als.get("seconds");
  }

  private static Map<String, Double> rival(Object... who) {
    List<Object> arguments = new ArrayList<>(List.of(10_000_000, 100_000, 20_000));
    arguments.addAll(List.of(who));
    return MeasuredRun.start(RivalRun.class, arguments.toArray()).numbers();
  }

  private static boolean wants(Set<String> wanted, String... lines) {
    return wanted.isEmpty() || List.of(lines).stream().anyMatch(wanted::contains);
  }

  private static void steps() {
    Map<String, Double> step = MeasuredRun.start(StepRun.class).numbers();
    line(1, "one replica over stock layers, batch 4,096", step.get("over-stock-layers"), 3.3);
    line(2, "the same over the six products alone", step.get("share-of-bound"), 0.8);
    line(5, "1,000,000 users over 10,000", step.get("million-users"), 0.8);
  }

  /** Of one replica on a million ratings and 40 factors; LIBMF names the program mf-train. */
  private static void factors(Set<String> wanted) {
    String libmf = System.getenv("LIBMF");
    if (wants(wanted, "11")) {
      line(11, "factors: million rows a second", factors("plain") / 1e6, 3);
      line(11, "the same with rated items", factors("history") / 1e6, 0.3);
      line(11, "the same with rated items and side tables", factors("sides") / 1e6, 0.3);
    }
    if (wants(wanted, "12") && libmf != null) {
      line(
          12,
          "factors over LIBMF's mf-train, one thread each",
          median(() -> factors("plain") / factors("libmf", libmf)),
          0.3);
    }
  }

  private static double factors(Object... kind) {
    List<Object> arguments = new ArrayList<>(List.of(1_000_000, 6040, 3706, 40, 4096));
    arguments.addAll(List.of(kind));
    return MeasuredRun.start(FactorRun.class, arguments.toArray()).numbers().get("rows-per-second");
  }

  private static void replicas() {
    line(
        3,
        "two replicas over one, share of two processes over one",
        median(
            () -> {
              double ceiling = processes(2) / processes(1);
              return engine(LOCAL, "25") / engine("local[1]", "25") / ceiling;
            }),
        0.9);
  }

  private static double processes(int count) {
    List<MeasuredRun> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(MeasuredRun.start(StepRun.class, "alone"));
    }
    return runs.stream().mapToDouble(run -> run.numbers().get("rows-per-second")).sum();
  }

  private static double engine(String master, String frequency) {
    int shards = master.equals("local[1]") ? 1 : 2;
    return speed("valora", master, shards, 400_000L * shards, 6040, 3706, 4096, frequency, 12);
  }

  private static double stock() {
    return engine(LOCAL, "10") / speed("export", LOCAL, 2, 800_000, 6040, 3706, 4096, "10", 2);
  }

  private static double smallTable() {
    return speed("valora", LOCAL, 2, 8932, 2382, 254, 4466, "5e", 1000)
        / speed("fit", LOCAL, 2, 8932, 2382, 254, 4466, "1", 1000);
  }

  private static void growth() {
    double base = Double.NaN;
    for (long rows : new long[] {100_000, 1_000_000, 10_000_000}) {
      int epochs = (int) Math.max(2, 10_000_000 / rows);
      Map<String, Double> run =
          MeasuredRun.start(
                  EngineRun.class, "valora", LOCAL, 2, rows, 6040, 3706, 4096, "25", epochs)
              .numbers();
      double seconds = 1 / run.get("rows-per-second");
      base = Double.isNaN(base) ? seconds : base;
      String figure =
          "time a row at %,d rows over 100,000; heap %,.0f MiB"
              .formatted(rows, run.get("peak-heap-mib"));
      line(9, figure, seconds / base, -1.15);
    }
  }

  private static double hashes() {
    return SameBitsRun.everywhere().stream().distinct().count();
  }

  private static double speed(Object... arguments) {
    return MeasuredRun.start(EngineRun.class, arguments).numbers().get("rows-per-second");
  }

  private static double median(DoubleSupplier ratio) {
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      ratios.add(ratio.getAsDouble());
    }
    Collections.sort(ratios);
    return ratios.get(TURNS / 2);
  }

  /** A negative aim is one that the figure must stay below. */
  private static void line(int number, String figure, double measured, double aim) {
    String bound = (aim < 0 ? "<= " : ">= ") + Math.abs(aim);
    System.out.printf(Locale.ROOT, "%-4d %-66s %10.2f %8s%n", number, figure, measured, bound);
  }
}
