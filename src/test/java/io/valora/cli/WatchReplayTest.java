package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.registry.Runs;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * MovieLens 100k in ten slices by time. The first champion learns the first slice; each later slice
 * comes with its labels after the champion of the time has answered it. By hand: {@code mvn test
 * -Dtest=WatchReplayTest -Dvalora.watch-replay=true}, with MOVIELENS_100K set.
 */
@EnabledIfSystemProperty(named = "valora.watch-replay", matches = "true")
@EnabledIfEnvironmentVariable(named = "MOVIELENS_100K", matches = ".+")
class WatchReplayTest {
  private static final int SLICES = 10;
  private static final String COOL_DOWN = System.getProperty("valora.cool-down", "5 weeks");

  private static final String JOB =
      """
      job: movies
      ingest:
        source: %s/slice-1.tsv
        format: tsv
        header: false
        columns:
          - {name: user, position: 1, type: string}
          - {name: item, position: 2, type: string}
          - {name: rating, position: 3, type: double, min: 1, max: 5}
          - {name: time, position: 4, type: epoch-seconds}
      network: {factors: 20, penalty: 0.14}
      training: {optimizer: {learning-rate: 0.05}}
      baselines: {include: [global-mean]}
      recommend: {top-n: 2}
      """;

  @TempDir private Path root;
  private final List<String> inputs = new ArrayList<>();
  private Instant start;
  private long first;

  @Test
  void watchingBeatsNeverTrainingAgainAndRefusesPoison() throws IOException {
    List<List<String>> slices = slices(true);
    begin(slices);
    double watched = 0;
    double never = 0;
    int trainings = 0;
    for (int slice = 2; slice <= SLICES; slice++) {
      String file = root.resolve("slice-%d.tsv".formatted(slice)).toString();
      String champion = champion();
      double ofChampion = rmse("champion", file, root + "/data/movies/monitoring/" + champion);
      double ofFirst =
          champion.equals("r1") ? ofChampion : rmse("r1", file, root + "/never/" + slice);
      watched += ofChampion / (SLICES - 1);
      never += ofFirst / (SLICES - 1);
      System.out.printf(
          "slice %d: RMSE of %s %.4f, never trained again %.4f%n",
          slice, champion, ofChampion, ofFirst);
      if (slice < SLICES) {
        inputs.add(file);
        trainings += look(last(slices.get(slice - 1)), 0).code() == 9 ? 1 : 0;
      }
    }
    System.out.printf(
        "mean RMSE: watched %.4f, never %.4f; %d trainings, %d of each slice%n",
        watched, never, trainings, SLICES - 2);
    assertThat(watched).isLessThan(never);
    assertThat(trainings).isBetween(1, (SLICES - 2) / 2);

    String champion = champion();
    Path poisoned = write("poisoned.tsv", poisoned(slices.get(SLICES - 1)));
    rmse("champion", poisoned.toString(), root + "/data/movies/monitoring/" + champion);
    inputs.add(poisoned.toString());
    ProgramRun look = look(last(slices.get(SLICES - 1)), 100);
    System.out.println(look.err());
    assertThat(look.code()).isEqualTo(4);
    assertThat(look.out()).contains("ALARM");
    assertThat(champion()).isEqualTo(champion);
  }

  /** Slices of rows in any order differ by chance alone. */
  @Test
  void noiseIsNoReason() throws IOException {
    List<List<String>> slices = slices(false);
    begin(slices);
    for (int slice = 2; slice <= SLICES; slice++) {
      String file = root.resolve("slice-%d.tsv".formatted(slice)).toString();
      rmse("champion", file, root + "/data/movies/monitoring/r1");
      inputs.add(file);
      assertThat(look(last(slices.get(slice - 1)), 100 * slice).code()).isZero();
    }
  }

  private void begin(List<List<String>> slices) throws IOException {
    Files.writeString(root.resolve("job.yaml"), JOB.formatted(root));
    assertThat(valora("run", root + "/job.yaml", "--run-id", "r1").code()).isZero();
    start = Instant.now();
    first = time(last(slices.get(0)));
  }

  private ProgramRun look(String row, int daysLater) {
    List<String> arguments =
        new ArrayList<>(List.of("watch", root + "/job.yaml", "--once", "--cool-down", COOL_DOWN));
    inputs.forEach(file -> arguments.addAll(List.of("--input", file)));
    Instant now = start.plusSeconds(time(row) - first + daysLater * 86_400L);
    arguments.addAll(List.of("--as-of", now.toString()));
    ProgramRun look = valora(arguments.toArray(String[]::new));
    look.out()
        .lines()
        .filter(line -> line.matches("(Decision|Outcome): .*"))
        .forEach(System.out::println);
    return look;
  }

  /** RMSE of a run on new rows, as a monitoring finds it. */
  private double rmse(String run, String file, String output) {
    ProgramRun end = valora("monitor", run, "--job", "movies", "--input", file, "--output", output);
    assertThat(end.code()).as(end.err()).isIn(0, 7);
    return SmallRuns.json(Path.of(output, "monitoring.json"))
        .at("/days/0/quality/labeled/value")
        .asDouble();
  }

  private List<List<String>> slices(boolean byTime) throws IOException {
    Path data = Path.of(System.getenv("MOVIELENS_100K"), "u.data");
    List<String> rows = new ArrayList<>(Files.readAllLines(data));
    if (byTime) {
      rows.sort(Comparator.comparingLong(WatchReplayTest::time));
    } else {
      Collections.shuffle(rows, new Random(7));
    }
    List<List<String>> slices = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      slices.add(rows.subList(rows.size() * slice / SLICES, rows.size() * (slice + 1) / SLICES));
      write("slice-%d.tsv".formatted(slice + 1), slices.get(slice));
    }
    return slices;
  }

  private static List<String> poisoned(List<String> rows) {
    List<String> labels = new ArrayList<>();
    rows.forEach(row -> labels.add(row.split("\t")[2]));
    Collections.shuffle(labels, new Random(7));
    List<String> poisoned = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = rows.get(row).split("\t");
      cells[2] = labels.get(row);
      poisoned.add(String.join("\t", cells));
    }
    return poisoned;
  }

  private Path write(String name, List<String> rows) throws IOException {
    return Files.write(root.resolve(name), rows);
  }

  private static long time(String row) {
    return Long.parseLong(row.split("\t")[3]);
  }

  private static String last(List<String> rows) {
    return rows.get(rows.size() - 1);
  }

  private String champion() {
    Storage storage = new Storage(new Configuration());
    return new Runs(storage, storage.absolute(root + "/data"))
        .champion("movies")
        .orElseThrow()
        .runId();
  }

  private ProgramRun valora(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--root", root + "/data", "--set", "spark.sql.shuffle.partitions=2"));
    return ProgramRun.of(all.toArray(String[]::new));
  }
}
