package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.ProgramRun;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.device.DeviceLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a device, which is this machine's processor behind the device library. */
class DeviceRunTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(DeviceLibrary.PROPERTY);
  }

  @Test
  void aRunOnADeviceHasTheMetricsOfTheProcessorAndSaysWhatComputedIt() throws IOException {
    System.setProperty(DeviceLibrary.PROPERTY, HostLibrary.fileOrSkip().toString());
    for (String job : List.of("ratings", "reviews")) {
      ProgramRun onDevice = run(job, "device", "gpu");
      assertThat(onDevice.code()).as(onDevice.err()).isIn(0, 4);
      assertThat(run(job, "processor", "cpu").code()).isEqualTo(onDevice.code());
      JsonNode environment = json(job, "device", "run.json").path("environment");
      assertThat(environment.path("device").asText()).isNotEmpty();
      assertThat(environment.path("device-precision").asText()).isEqualTo("fp32");
      assertThat(json(job, "processor", "run.json").path("environment").has("device")).isFalse();
      String metric = job.equals("reviews") ? "/test/accuracy" : "/test/rmse";
      double expected = metric(job, "processor", metric);
      assertThat(metric(job, "device", metric))
          .as(job)
          .isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void aJobThatNeedsAGpuIsRefusedBeforeSparkAndAutoTakesTheProcessor() throws IOException {
    System.setProperty(DeviceLibrary.PROPERTY, folder.resolve("none.so").toString());
    ProgramRun refused = run("marketing", "r1", "gpu");
    assertThat(refused.code()).isEqualTo(6);
    assertThat(refused.err())
        .startsWith("Cannot train on a GPU: Cannot load the device library")
        .contains("set training.device to cpu, or to auto for a GPU where there is one")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("root/marketing/runs/r1")).doesNotExist();
    assertThat(run("marketing", "r2", "auto").code()).isZero();
  }

  private double metric(String job, String run, String name) throws IOException {
    JsonNode metrics = json(job, run, "evaluation/metrics.json");
    assertThat(metrics.at(name).isNumber()).as(metrics.toPrettyString()).isTrue();
    return metrics.at(name).asDouble();
  }

  private JsonNode json(String job, String run, String file) throws IOException {
    Path path = folder.resolve("root").resolve(job).resolve("runs").resolve(run).resolve(file);
    return new ObjectMapper().readTree(Files.readString(path));
  }

  private ProgramRun run(String job, String run, String device) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "jobs/%s.yaml".formatted(job), "--run-id", run));
    arguments.addAll(List.of("--root", folder.resolve("root").toString()));
    for (String setting :
        List.of("training.device=" + device, "training.epochs=2", "baselines.include=[]")) {
      arguments.addAll(List.of("--set", setting));
    }
    return ProgramRun.of(arguments.toArray(String[]::new));
  }
}
