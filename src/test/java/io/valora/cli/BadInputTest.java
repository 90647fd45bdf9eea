package io.valora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user does wrong is said in one plain message, with the exit status that fits, and never a
 * stack trace.
 */
class BadInputTest {
  private static final String HEADER = "who,what,stars\n";

  @TempDir Path folder;

  @BeforeAll
  static void sparkIsThere() {
    LocalSpark.session();
  }

  @Test
  void unknownKeyGetsItsNearestOne() throws IOException {
    ProgramRun run = run(job("training: {epoch: 3}"));
    expect(run, 2, "Unknown key training.epoch (did you mean 'epochs'?)");
  }

  @Test
  void severalMistakesAreListedTogether() throws IOException {
    ProgramRun run =
        run(job("training: {epochs: -1}\nsplit: {test-fraction: 1.5, kind: randm}\ncolour: red"));
    expect(run, 2, "4 problems in ");
    expect(run, 2, "Invalid training.epochs: -1 (must be a whole number of at least 1)");
    expect(run, 2, "Invalid split.test-fraction: 1.5 (must be at least 0 and below 1)");
    expect(run, 2, "Invalid split.kind: randm (must be one of random, ");
    expect(run, 2, "Unknown key colour (known here: job, task, seed, ingest, ");
  }

  @Test
  void jobFileThatIsNotThereIsNamed() {
    ProgramRun run = run(folder.resolve("none.yaml"));
    expect(
        run, 2, "Cannot read %s/none.yaml: it does not exist or is out of reach".formatted(folder));
  }

  @Test
  void jobFileThatIsNotYamlIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "job: [a\nb: }");
    expect(run(file), 2, "Cannot read %s: it is not YAML (".formatted(file));
    Files.writeString(file, "hello");
    expect(run(file), 2, "Cannot read %s: it must be a mapping of keys to values".formatted(file));
  }

  @Test
  void missingInputFileIsNamed() throws IOException {
    Files.deleteIfExists(folder.resolve("ratings.csv"));
    Path file = job("");
    Files.delete(folder.resolve("ratings.csv"));
    expect(
        run(file),
        2,
        "Invalid ingest.source: %s/ratings.csv (must name at least one file that exists)"
            .formatted(folder));
  }

  @Test
  void missingColumnsOfTheTaskAreNamed() throws IOException {
    Path file = job("");
    Files.writeString(file, Files.readString(file).replace("name: rating", "name: points"));
    expect(
        run(file),
        2,
        "Invalid ingest.columns: user, item, points (must declare rating for a rating job)");
  }

  @Test
  void emptyFileAndHeaderAloneHaveNoRows() throws IOException {
    Path file = job("");
    Files.writeString(folder.resolve("ratings.csv"), "");
    expect(run(file), 3, "it has no rows");
    Files.writeString(folder.resolve("ratings.csv"), HEADER);
    expect(run(file), 3, "it has no rows");
  }

  @Test
  void fileOfBadRowsAloneIsRejectedAndQuarantined() throws IOException {
    Path file = job("");
    Files.writeString(folder.resolve("ratings.csv"), HEADER + "u1,i1,many\nu2,i2,few\n");
    ProgramRun run = run(file);
    expect(run, 3, "2 of 2 rows are bad (100.0 %; ingest.max-bad-fraction is 5.0 %)");
    try (var quarantined = Files.walk(folder.resolve("root"))) {
      assertThat(
              quarantined.filter(
                  path ->
                      path.toString().endsWith(".json") && path.toString().contains("quarantine")))
          .isNotEmpty();
    }
  }

  @Test
  void columnThatTheFileLacksIsNamed() throws IOException {
    Path file = job("");
    Files.writeString(folder.resolve("ratings.csv"), "who,thing,stars\nu,i,3\n");
    expect(run(file), 3, "column 'what' is missing (the header has who, thing, stars)");
  }

  @Test
  void corruptGzipIsNamed() throws IOException {
    Path zipped = folder.resolve("ratings.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write((HEADER + "u1,i1,3\n".repeat(5000)).getBytes(UTF_8));
    }
    byte[] whole = Files.readAllBytes(zipped);
    Files.write(zipped, Arrays.copyOf(whole, whole.length / 2));
    Path file = job("");
    Files.writeString(file, Files.readString(file).replace("ratings.csv", "ratings.csv.gz"));
    expect(run(file), 3, "it is not a whole and valid gzip file");
  }

  @Test
  void rootThatCannotBeWrittenIsNamed() throws IOException {
    Path plainFile = Files.writeString(folder.resolve("plain"), "");
    ProgramRun run = ProgramRun.of("run", job("").toString(), "--root", plainFile.toString());
    expect(run, 2, "Cannot write file:%s/ratings/runs/".formatted(plainFile));
  }

  @Test
  void runIdThatLeavesTheRootIsRefused() throws IOException {
    ProgramRun run = ProgramRun.of("run", job("").toString(), "--root", root(), "--run-id", "../x");
    expect(run, 2, "Invalid --run-id: ../x (must be up to 128 letters, digits, dots");
  }

  @Test
  void stageWithoutItsPredecessorSaysWhatToRun() throws IOException {
    ProgramRun run = ProgramRun.of("train", job("").toString(), "--root", root(), "--run-id", "r1");
    expect(
        run,
        2,
        "Cannot train run r1: its stage 'ingest' is not done (run: valora ingest JOB --run-id r1)");
  }

  @Test
  void missingRunIdOrJobIsSaid() throws IOException {
    expect(ProgramRun.of("split", job("").toString(), "--root", root()), 2, "Missing --run-id");
    expect(ProgramRun.of("run", "--root", root()), 2, "Missing JOB");
    expect(
        ProgramRun.of("recommend", "--root", root(), "--run", "r9", "--user", "4"),
        2,
        "Invalid --run-id: r9 (must be a run under ");
  }

  @Test
  void resumingNeedsARunAndItsTraining() throws IOException {
    String job = job("").toString();
    expect(
        ProgramRun.of("run", job, "--root", root(), "--resume"),
        2,
        "Missing --run-id (must name the run to resume)");
    expect(
        ProgramRun.of("split", job, "--root", root(), "--run-id", "r1", "--resume"),
        2,
        "Invalid --resume: split (must be with run or train: only training resumes)");
  }

  @Test
  void wrongArgumentsShowTheUsage() {
    expect(ProgramRun.of("run", "--no-such"), 2, "Unknown option: '--no-such'");
    expect(ProgramRun.of(), 2, "Missing command");
    expect(ProgramRun.of("sample"), 2, "Missing sample: ratings, reviews or marketing");
    expect(ProgramRun.of("sample", "ratings"), 2, "Missing required option: '--out=FILE'");
  }

  @Test
  void environmentVariableThatIsNotSetIsNamed() throws IOException {
    Path file = job("");
    Files.writeString(
        file,
        Files.readString(file).replace(folder + "/ratings.csv", "${NO_SUCH_VARIABLE_HERE}/a.csv"));
    expect(run(file), 2, "Missing environment variable NO_SUCH_VARIABLE_HERE");
  }

  private ProgramRun run(Path job) {
    return ProgramRun.of("run", job.toString(), "--root", root());
  }

  private String root() {
    return folder.resolve("root").toString();
  }

  private Path job(String more) throws IOException {
    Files.writeString(folder.resolve("ratings.csv"), HEADER + "u1,i1,3\n");
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        job: ratings
        ingest:
          source: %s/ratings.csv
          columns:
            - {name: user, source: who, type: string}
            - {name: item, source: what, type: string}
            - {name: rating, source: stars, type: double}
        %s
        """
            .formatted(folder, more));
  }

  private static void expect(ProgramRun run, int code, String message) {
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(code);
  }
}
