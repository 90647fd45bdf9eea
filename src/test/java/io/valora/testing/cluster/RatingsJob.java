package io.valora.testing.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sample job of ratings, shortened, the same on every cluster and storage. */
public final class RatingsJob {
  public static final String RUN_ID = "r1";

  private static final List<String> SHORTENED =
      List.of(
          "training.epochs=2",
          "training.shards=2",
          "training.refit=false",
          "evaluation.bootstrap-samples=20",
          "baselines.include=[global-mean, item-mean, bias]",
          "baselines.ranking=[]");

  private RatingsJob() {}

  /** The arguments of the program. */
  public static List<String> arguments(String jobFile, String root, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", jobFile, "--root", root));
    arguments.addAll(List.of("--run-id", RUN_ID));
    Stream.concat(SHORTENED.stream(), Stream.of(more))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of("--override", "varied-lists", "--reason", "shortened"));
    return arguments;
  }
}
