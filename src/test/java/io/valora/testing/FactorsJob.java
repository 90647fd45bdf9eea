package io.valora.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A small job of factors with tables of users and items, and the files that it reads. */
public final class FactorsJob {
  /** Users of the ratings: u0, u1 and so on. */
  public static final int USERS = 60;

  /** Items of the ratings: i0, i1 and so on. */
  public static final int ITEMS = 30;

  /** Ratings of each user. */
  public static final int PER_USER = 15;

  private static final String JOB =
      """
      job: factors
      ingest:
        source: %1$s/ratings.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 5}
          - {name: time, type: epoch-seconds}
      side-tables:
        users:
          source: %1$s/users.csv
          columns: [{name: user, type: string}, {name: age, type: int, min: 0}]
          features: [{columns: age, kind: number, bins: 4}]
        items:
          source: %1$s/items.csv
          columns: [{name: item, type: string}, {name: genre, type: string}]
          features: [{columns: genre, kind: categorical}]
      split: {kind: leave-last-out}
      network: {kind: factors, factors: 4}
      training:
        epochs: 3
        batch-size: 64
        shards: 1
        optimizer: {kind: adagrad, learning-rate: 0.12}
      baselines: {include: [item-mean], als-implicit: {rank: 4, iterations: 2}}
      recommend:
        top-n: 5
        objective: ranking
        ranking: {factors: 4, epochs: 2}
      """;

  private FactorsJob() {}

  /** Writes the files into the folder, and gives the text of the job file. */
  public static String in(Path folder) throws IOException {
    Files.writeString(folder.resolve("ratings.csv"), ratings());
    Files.writeString(folder.resolve("users.csv"), users());
    Files.writeString(folder.resolve("items.csv"), items());
    return JOB.formatted(folder);
  }

  /** The same without the tables of users and items. */
  public static String ofRatings(Path folder) throws IOException {
    return in(folder).replaceFirst("(?s)side-tables:.*split:", "split:");
  }

  /** Each user rates a run of items; even users like even items. */
  private static String ratings() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("user,item,rating,time\n");
    for (int user = 0; user < USERS; user++) {
      for (int i = 0; i < PER_USER; i++) {
        int item = (user * 7 + i) % ITEMS;
        int stars = (user + item) % 2 == 0 ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
        csv.append("u%d,i%d,%d,%d\n".formatted(user, item, stars, 1_000_000 + 100 * i));
      }
    }
    return csv.toString();
  }

  /** Of u0 nothing is known, and the age of u1 is no number. */
  private static String users() {
    StringBuilder csv = new StringBuilder("user,age\nu1,young\n");
    for (int user = 2; user < USERS; user++) {
      csv.append("u%d,%d\n".formatted(user, 20 + user % 40));
    }
    return csv.toString();
  }

  /** Of i0 nothing is known; of two further items the genre alone. */
  private static String items() {
    StringBuilder csv = new StringBuilder("item,genre\nnew-drama,drama\nnew-comedy,comedy\n");
    for (int item = 1; item < ITEMS; item++) {
      csv.append("i%d,%s\n".formatted(item, item % 2 == 0 ? "drama" : "comedy"));
    }
    return csv.toString();
  }
}
