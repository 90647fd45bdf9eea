package io.valora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.Outcome;
import io.valora.doctor.Finding.Verdict;
import io.valora.doctor.ProcessFacts.Natives;
import io.valora.lineage.CodeVersion;
import io.valora.tower.device.Devices;
import io.valora.training.DeviceConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessChecksTest {
  private static final Natives NATIVES = new Natives("OpenBLAS for SkylakeX", 1, "");
  private static final Devices NONE = new Devices(List.of(), "no driver");
  private static final ProcessFacts DRIVER = process("17.0.13+11", "3.5.5", "0.1.0 (abc)", NATIVES);

  @Test
  void processLikeTheDriverIsFit() {
    assertThat(ProcessChecks.of(DRIVER, DRIVER, DeviceConfig.Kind.CPU))
        .hasSize(6)
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
  }

  @Test
  void thisProcessHasWhatItWasBuiltFor() {
    ProcessFacts here = ProcessFacts.ofThis("the driver");

    assertThat(here.spark()).isEqualTo(CodeVersion.ofThisBuild().spark());
    assertThat(here.natives().areLoaded()).isTrue();
    assertThat(here.natives().text()).contains("OpenBLAS for ", "ND4J's CPU for ");
    assertThat(ProcessChecks.of(here))
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
  }

  @Test
  void olderJavaFailsAndNewerJavaIsUntested() {
    assertUnfit(
        ProcessChecks.java(process("11.0.2", "3.5.5", "", NATIVES)),
        "java of executor 1: 11.0.2, older than 17",
        "set JAVA_HOME to a JDK 17 on every machine");
    assertThat(ProcessChecks.java(process("21.0.4+7", "3.5.5", "", NATIVES)).verdict())
        .isEqualTo(Verdict.WARN);
  }

  @Test
  void anotherLineOfSparkFailsAndAnotherPatchWarns() {
    assertUnfit(
        ProcessChecks.spark(process("17", "3.4.1", "", NATIVES), "3.5.5"),
        "spark of executor 1: 3.4.1, and not 3.5.5",
        "let driver and cluster have Spark 3.5.5 for Scala 2.12");
    assertThat(ProcessChecks.spark(process("17", "3.5.1", "", NATIVES), "3.5.5").verdict())
        .isEqualTo(Verdict.WARN);
  }

  @Test
  void anotherVersionOfTheJarFails() {
    assertUnfit(
        ProcessChecks.code(process("17", "3.5.5", "0.1.0 (def)", NATIVES), DRIVER.code()),
        "valora of executor 1: 0.1.0 (def), and the driver has 0.1.0 (abc)",
        "remove the other valora.jar from spark.executor.extraClassPath and from Spark's jars");
  }

  @Test
  void severalThreadsOfATaskWarn() {
    Finding finding =
        ProcessChecks.threads(
            process("17", "3.5.5", "", new Natives("OpenBLAS", 8, "")), "export OMP_NUM_THREADS=1");

    assertThat(finding)
        .isEqualTo(
            Finding.warn(
                "threads of a task of executor 1",
                "8: tasks get in each other's way",
                "export OMP_NUM_THREADS=1"));
  }

  @Test
  void librariesThatCannotBeLoadedFail() {
    ProcessFacts broken =
        process(
            "17", "3.5.5", "", new Natives("", 0, "java.lang.UnsatisfiedLinkError: no jnind4j"));

    assertThat(ProcessChecks.natives(broken).outcome()).isEqualTo(Outcome.RESOURCES);
    assertThat(ProcessChecks.natives(broken).value()).contains("no jnind4j");
    assertThat(ProcessChecks.threads(broken, "").verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void aGpuIsShownAndMissedWhereTheJobNeedsOne() {
    Devices.Device card =
        new Devices.Device(0, "NVIDIA H200", 143_771L << 20, 143_000L << 20, "13.0", "13.0", "9.0");
    ProcessFacts having =
        new ProcessFacts("e", "17", "3.5.5", "", NATIVES, new Devices(List.of(card), ""));
    assertThat(ProcessChecks.devices(having, DeviceConfig.Kind.GPU).value())
        .isEqualTo(
            "NVIDIA H200 with 143,771 MiB, 143,000 of them free, driver for CUDA 13.0, compute capability 9.0");
    assertUnfit(
        ProcessChecks.devices(DRIVER, DeviceConfig.Kind.GPU),
        "GPUs of executor 1: no driver",
        "give the machine one, or set training.device to cpu or auto");
    assertThat(ProcessChecks.devices(DRIVER, DeviceConfig.Kind.AUTO).value())
        .isEqualTo("none: no driver");
  }

  private static void assertUnfit(Finding finding, String line, String remedy) {
    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(finding.outcome()).isEqualTo(Outcome.RESOURCES);
    assertThat(finding.subject() + ": " + finding.value()).isEqualTo(line);
    assertThat(finding.remedy()).containsExactly(remedy);
  }

  private static ProcessFacts process(String java, String spark, String code, Natives natives) {
    return new ProcessFacts("executor 1", java, spark, code, natives, NONE);
  }
}
