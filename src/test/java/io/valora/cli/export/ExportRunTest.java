package io.valora.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.export.onnx.OnnxSession;
import io.valora.storage.RunFolder;
import io.valora.testing.ProgramRun;
import io.valora.testing.export.ExportableRuns;
import io.valora.testing.export.GoldenDoors;
import io.valora.testing.scoring.TinyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Offset<Double> CLOSE = Offset.offset(1e-5);

  @TempDir private Path root;
  @TempDir private Path folder;

  @Test
  void aRatingModelIsAFolderWithIdsAndGoldenRows() throws Exception {
    new ExportableRuns(root).ratings();

    ProgramRun end = export("a", "champion", "--job", "ratings");

    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(end.out())
        .contains("Test rmse of the run’s model: ")
        .contains(" on 3 rows")
        .containsPattern("(?m)^fp32 .* chosen$")
        .containsPattern("(?m)^int8 ")
        .contains("Exported: ");
    assertThat(files("a").keySet())
        .containsExactly(
            "README.md",
            "export.json",
            "golden.json",
            "items.jsonl",
            "model.onnx",
            "popular.json",
            "signature.json",
            "users.jsonl");
    JsonNode golden = json("a", "golden.json").get("rows").get(0);
    assertThat(golden.at("/cells/user").asText()).isEqualTo("ana");
    assertThat(golden.at("/inputs/user").toString()).isEqualTo("[1]");
    assertThat(golden.at("/inputs/item").toString()).isEqualTo("[2]");
    assertThat(golden.get("answer")).isEqualTo(golden.get("answer-of-run"));
    assertThat(json("a", "export.json").at("/test/rows").asInt()).isEqualTo(3);
    assertThat(json("a", "signature.json").get("golden-rows")).isEmpty();
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    new ExportableRuns(root).films();
    for (String precision : List.of("fp32", "fp16", "int8")) {
      export("a", "r1", "--precision", precision, "--terms", "100");
      export("b", "r1", "--precision", precision, "--terms", "100");
      assertThat(files("a")).isNotEmpty().isEqualTo(files("b"));
    }
    assertThat(files("a").keySet()).contains("vocabulary.bin").doesNotContain("terms.jsonl");
  }

  @Test
  void aTableAnswersInItsUnit() throws IOException {
    new ExportableRuns(root).sales();
    ProgramRun end = export("a", "r1", "--precision", "fp16");
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    JsonNode golden = json("a", "golden.json").get("rows").get(0);
    assertThat(golden.at("/inputs/numbers").toString()).startsWith("[[1.0,");
    assertThat(golden.get("answer").asDouble()).isEqualTo(golden.get("answer-of-run").asDouble());
  }

  @Test
  void termsThatWeighMostAreKept() throws IOException {
    new ExportableRuns(root).films();
    ProgramRun end = export("a", "r1", "--terms", "2");
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(Files.readString(folder.resolve("a/terms.jsonl")))
        .isEqualTo("[\"word0\",2.0]\n[\"word1\",2.0]\n");
    assertThat(json("a", "export.json").get("terms").asInt()).isEqualTo(2);
    assertThat(end.out()).contains("int8, 2 terms");
  }

  @Test
  void theBestModelThatFitsIsFound() throws IOException {
    new ExportableRuns(root).films();
    ProgramRun end = export("a", "r1", "--max-size", "4KB");
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(end.err()).contains("Choosing by the validation rows…", "  fp32 of ", "  int8");
    long bytes = json("a", "export.json").get("bytes").asLong();
    assertThat(bytes).isLessThanOrEqualTo(4000);
    assertThat(files("a").values()).isNotEmpty();

    ProgramRun tooSmall = export("b", "r1", "--max-size", "500");
    assertThat(tooSmall.code()).isEqualTo(2);
    assertThat(tooSmall.err())
        .contains(
            "Invalid --max-size: 500 bytes (must be more: no form of the model is that small)");
  }

  @Test
  void whatDiffersTooMuchIsNotWritten() {
    new ExportableRuns(root).films(70_000);
    ProgramRun end = export("a", "r1", "--precision", "fp16");
    assertThat(end.code()).isEqualTo(4);
    assertThat(end.err())
        .contains(
            "Cannot export run r1 as fp16: answers differ by Infinity (must be at most 0.010");
    assertThat(end.out()).containsPattern("(?m)^fp16 .* refused$");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void wrongRequestsAreSaid() throws IOException {
    RunFolder run = new ExportableRuns(root).ratings();
    assertThat(export("a", "r1", "--terms", "7").err())
        .contains("Invalid --terms: 7 (must be left out: the model has no vocabulary of terms)");
    assertThat(export("a", "r1", "--precision", "int4").err())
        .contains("Invalid --precision: int4 (must be fp32, fp16 or int8)");
    assertThat(export("a", "r1", "--terms", "0").err())
        .contains("Invalid --terms: 0 (must be at least 1)");
    assertThat(export("a", "r1", "--terms", "9", "--max-size", "1MB").err())
        .contains("Invalid --terms: 9 (must be left out: --max-size chooses them)");
    assertThat(export("a", "r1", "--max-size", "much").err())
        .contains("Invalid --max-size: much (must be a number and KB, MB or GB, such as 400KB)");
    assertThat(export("a", "r1", "--runtime", "onnx").err())
        .contains("Invalid --runtime: onnx (must be left out: it is of pages)");
    assertThat(program("a", "r1", "--to", "pmml").err())
        .contains("Invalid --to: pmml (must be onnx or browser)");
    Files.createDirectory(folder.resolve("full"));
    Files.writeString(folder.resolve("full/mine.txt"), "x");
    assertThat(export("full", "r1").err())
        .contains("(must be a new or an empty folder, or one with an earlier export)");
    Files.writeString(
        Path.of(run.model("signature.json")),
        Files.readString(Path.of(run.model("signature.json"))).replaceFirst("2", "1"));
    assertThat(export("a", "r1").err())
        .contains("(must be a run of this version: the model of an earlier one can't be exported)");
  }

  @Test
  void withoutTestRowsNothingIsExported() {
    new TinyRuns(root).sales();
    ProgramRun end = export("a", "r1");
    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err())
        .contains("Cannot export run r1: it keeps no test rows to verify the export on");
  }

  @Test
  void anotherFormReplacesAnEarlierExport() throws IOException {
    new ExportableRuns(root).films();
    export("a", "r1", "--precision", "int8");
    export("a", "r1");
    assertThat(files("a").keySet()).contains("terms.jsonl").doesNotContain("vocabulary.bin");
  }

  @Test
  void goldenRowsHaveTheSameAnswersInOnnxRuntime() throws IOException {
    ExportableRuns runs = new ExportableRuns(root);
    runs.ratings();
    runs.films();
    runs.sales();
    for (String job : List.of("ratings", "reviews", "sales")) {
      for (String precision : List.of("fp32", "fp16", "int8")) {
        export(job, "r1", "--job", job, "--precision", precision);
        byte[] model = Files.readAllBytes(folder.resolve(job).resolve("model.onnx"));
        try (OnnxSession session = OnnxSession.of(model)) {
          for (JsonNode row : json(job, "golden.json").get("rows")) {
            double[] found = session.answers("answer", GoldenDoors.inputs(row.get("inputs")));
            assertThat(found).containsExactly(new double[] {row.get("answer").asDouble()}, CLOSE);
          }
        }
      }
    }
  }

  @Test
  void theReadmesPythonRuns() throws Exception {
    assumeTrue(
        run("python3", "-c", "import numpy, onnxruntime") == 0, "no onnxruntime for python3");
    ExportableRuns runs = new ExportableRuns(root);
    runs.ratings();
    runs.films();
    runs.sales();
    for (String job : List.of("ratings", "reviews", "sales")) {
      export(job, "r1", "--job", job, "--precision", "int8");
      assertThat(example(job, "python", "example.py")).isNotEmpty();
    }
  }

  @Test
  void theReadmesJavaRuns() throws Exception {
    ExportableRuns runs = new ExportableRuns(root);
    runs.films();
    export("reviews", "r1", "--job", "reviews", "--precision", "int8");
    assertThat(example("reviews", "java", "Example.java")).isNotEmpty();
  }

  /** What a block of code in the README prints. */
  private String example(String export, String language, String file, String... arguments)
      throws Exception {
    String readme = Files.readString(folder.resolve(export).resolve("README.md"));
    assertThat(readme).doesNotContainPattern("\\{[a-z-]+\\}");
    String begin = "```" + language + "\n";
    int from = readme.indexOf(begin) + begin.length();
    Path code = folder.resolve(file);
    Files.writeString(code, readme.substring(from, readme.indexOf("```", from)));
    List<String> command = new ArrayList<>();
    if (language.equals("java")) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    } else {
      command.add("python3");
    }
    command.add(code.toString());
    command.addAll(Arrays.asList(arguments));
    Path out = folder.resolve("out.txt");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.resolve(export).toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    // ONNX Runtime doesn't bear a long command line.
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    int code0 = process.start().waitFor();
    assertThat(code0).as(Files.readString(out)).isZero();
    return Files.readString(out).strip();
  }

  private int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("python.txt").toFile())
          .start()
          .waitFor();
    } catch (IOException none) {
      return -1;
    }
  }

  private JsonNode json(String export, String file) throws IOException {
    return JSON.readTree(folder.resolve(export).resolve(file).toFile());
  }

  private Map<String, String> files(String export) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve(export))) {
      for (Path file : all.filter(one -> !one.toString().endsWith(".crc")).toList()) {
        files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private ProgramRun export(String target, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--to", "onnx"));
    return program(target, all.toArray(String[]::new));
  }

  private ProgramRun program(String target, String... arguments) {
    List<String> all = new ArrayList<>(List.of("export"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--root", root.toString(), "--output", folder.resolve(target).toString()));
    return ProgramRun.of(all.toArray(String[]::new));
  }
}
