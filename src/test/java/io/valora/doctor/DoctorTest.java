package io.valora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramProcess;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as the command line runs it: in this JVM, and where Spark matters in its own. */
@Timeout(180)
class DoctorTest {
  private static final String JOB = "jobs/ratings.yaml";

  @TempDir Path folder;

  @Test
  void everythingIsFineOnThisMachine() {
    ProgramRun run = doctor(JOB, "--root", folder.resolve("root").toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "ok    java of the driver: 17.",
            "ok    spark of the driver: 3.5.5",
            "ok    native libraries of the driver: OpenBLAS for ",
            "ok    job: jobs/ratings.yaml is a valid job with 1 source file",
            "ok    storage root: file:" + folder.resolve("root") + " can be read and written",
            "ok    clock of storage: as the driver's",
            "ok    executors: 1 of 1 answered",
            "ok    slots: ",
            " shard on ",
            "ok    memory: there is room for about ")
        .doesNotContain("fail", "\u001b");
    assertThat(folder.resolve("root")).isEmptyDirectory();
  }

  @Test
  void worksWithoutAJob() {
    ProgramRun run = doctor("--root", folder.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("ok    executors").doesNotContain("job", "memory");
  }

  @Test
  void rootThatCannotBeWrittenIsTheRequestsFault() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    ProgramRun run = doctor("--root", file.resolve("root").toString());

    assertThat(run.out())
        .contains("fail  storage root: Cannot write ", "        --root or storage.root must be ");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void allProblemsOfAJobFileStandBelowIt() throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        Files.readString(Path.of(JOB))
            .replace("test-fraction: 0.2", "test-fraction: 1.5")
            .replace("top-n: 10", "top-m: 10"));

    ProgramRun run = doctor(job.toString(), "--root", folder.toString());

    assertThat(run.out())
        .contains(
            "fail  job: 2 problems in " + job,
            "        Invalid split.test-fraction: 1.5 (must be at least 0 and below 1)",
            "        Unknown key recommend.top-m (did you mean 'top-n'?)",
            "ok    executors");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void sourceThatIsNotThereIsSaid() {
    ProgramRun run = doctor(JOB, "--root", folder.toString(), "--set", "ingest.source=none.csv");

    assertThat(run.out())
        .contains(
            "fail  job: Invalid ingest.source: none.csv (must name at least one file that exists)",
            "        mend the job file, or lay --set KEY=VALUE over it");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void networkThatNoMemoryHoldsIsAMatterOfResources() {
    ProgramRun run =
        doctor(
            "jobs/ratings-tutorial.yaml",
            "--root",
            folder.toString(),
            "--set",
            "network.user-embedding-dimension=2000000");

    assertThat(run.out()).contains("fail  memory: Cannot train: ", "--conf spark.driver.memory=");
    assertThat(run.code()).isEqualTo(6);
  }

  @Test
  void moreShardsThanSlotsAreTrainedInTurn() {
    ProgramRun run = doctor(JOB, "--root", folder.toString(), "--set", "training.shards=64");

    assertThat(run.out()).contains("warn  shards: 64 shards on ", "        give Spark more cores");
    assertThat(run.code()).isZero();
  }

  @Test
  void librariesOfAnotherPlatformAreMissed() throws Exception {
    String output =
        program(List.of("-Dorg.bytedeco.javacpp.platform=plan9-mips"), "--root", folder.toString());

    assertThat(output).contains("fail  native libraries of the driver: java.lang.");
    assertThat(output).contains("warn  threads of a task of the driver: unknown");
  }

  @Test
  void executorsOfTheirOwnAreAsked() throws Exception {
    String output =
        program(cluster(2, 1), "--root", folder.toString(), "--set", "spark.executor.instances=2");

    assertThat(output)
        .contains(
            "ok    executors: 2 of 2 answered",
            "ok    executor 0 on ",
            "ok    executor 1 on ",
            "ok    slots: 2")
        .doesNotContain("fail");
  }

  /** The link leads each process to the folder that it works in. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void rootThatExecutorsCannotSeeIsTheRequestsFault() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/proc/self/cwd"));

    String output = program(cluster(1, 1), "--root", link + "/target/doctor-test");

    assertThat(output)
        .contains(
            "ok    storage root: file:" + link,
            "fail  storage root of executor 0 on ",
            ": Cannot read file:" + link,
            "exit status 2");
  }

  @Test
  void clusterThatGivesNoExecutorIsNotWaitedForWithoutEnd() throws Exception {
    String output =
        program(
            cluster(1, 1),
            "--root",
            folder.toString(),
            "--wait",
            "2",
            "--set",
            "spark.executor.cores=4");

    assertThat(output)
        .contains(
            "fail  executors: none has come within 2 s",
            "        let local-cluster[1,1,1024] have free workers for",
            "exit status 6");
  }

  @Test
  void sparkThatCannotStartIsAFinding() throws Exception {
    String output = program(List.of("-Dspark.master=no-such-master"), "--root", folder.toString());

    assertThat(output)
        .contains("fail  spark: ", "no-such-master", "        mend spark.master", "exit status 6");
  }

  private static ProgramRun doctor(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "doctor";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return ProgramRun.of(all);
  }

  private static List<String> cluster(int workers, int cores) {
    return List.of(
        "-Dspark.master=local-cluster[%d,%d,1024]".formatted(workers, cores),
        "-Dspark.executor.memory=1g",
        "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "-Dspark.executorEnv.OMP_NUM_THREADS=1",
        "-Dspark.executorEnv.OPENBLAS_NUM_THREADS=1",
        "-Dspark.executor.extraClassPath=" + ProgramProcess.classPath());
  }

  /** What the program writes in a JVM with these options, and how it ends. */
  private String program(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "doctor";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    try (ProgramProcess process = ProgramProcess.start(folder.resolve("log"), options, all)) {
      int status = process.end();
      return process.output() + "exit status " + status;
    }
  }
}
