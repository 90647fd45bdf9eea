package io.valora.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.Sha256;
import io.valora.storage.RunFolder;
import io.valora.testing.ProgramRun;
import io.valora.testing.export.ExportableRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What BrowserPageIT opens in a browser, without one. */
class ExportPageTest {
  private static final Pattern FILE = Pattern.compile("data-file=\"([^\"]*)\"");

  @TempDir private Path root;
  @TempDir private Path folder;

  @Test
  void aRatingModelIsOnePage() throws IOException {
    new ExportableRuns(root).ratings();
    ProgramRun end = export("a.html", "champion", "--job", "ratings");
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(end.out())
        .contains("Test rmse of the run’s model: ")
        .containsPattern("(?m)^fp32 +%,d .* chosen$".formatted(Files.size(page("a.html"))))
        .containsPattern("(?m)^int8 ")
        .doesNotContain("fp16")
        .contains("Exported: ");
    assertThat(files("a.html"))
        .containsExactly("weights", "users.jsonl", "items.jsonl", "popular.json");
    JsonNode described = described("a.html");
    assertThat(described.at("/run").asText()).isEqualTo("r1");
    assertThat(described.at("/signature/kind").asText()).isEqualTo("pair");
    assertThat(described.at("/golden-rows/0/cells/user").asText()).isEqualTo("ana");
    assertThat(described.at("/golden-rows/0").has("inputs")).isFalse();
    assertThat(described.at("/facts").toString()).contains("It is off by ", " on 3 rows");
  }

  @Test
  void theSameRunGivesTheSamePageAndReplacesAnEarlierOne() throws IOException {
    new ExportableRuns(root).films();
    for (String precision : List.of("fp32", "int8")) {
      export("a.html", "r1", "--precision", precision, "--terms", "100");
      export("b.html", "r1", "--precision", precision, "--terms", "100");
      assertThat(page("a.html")).hasSameBinaryContentAs(page("b.html"));
    }
    assertThat(files("a.html")).contains("vocabulary.bin").doesNotContain("terms.jsonl");
  }

  @Test
  void thePolicyAllowsItsOwnScriptAndStyleAlone() throws IOException {
    new ExportableRuns(root).sales();
    export("a.html", "r1");
    String html = Files.readString(page("a.html"));
    assertThat(html)
        .contains(
            "default-src 'none'",
            "connect-src 'none'",
            "script-src '%s'".formatted(hash(between(html, "<script>", "</script>"))),
            "style-src '%s'".formatted(hash(between(html, "<style>", "</style>"))))
        .doesNotContainPattern("\\{[a-z]+\\}\n")
        .doesNotContain("http://", "https://", "'unsafe-");
  }

  @Test
  void aTextFromTheJobIsNoMarkup() throws IOException {
    RunFolder run = new ExportableRuns(root).films();
    Path signature = Path.of(run.model("signature.json"));
    Files.writeString(
        signature,
        Files.readString(signature).replaceFirst("word0 word7", "word0 word7 </script><b>"));
    export("a.html", "r1");
    assertThat(Files.readString(page("a.html"))).doesNotContain("</script><b>");
    assertThat(described("a.html").toString()).contains("</script><b>");
  }

  @Test
  void theBestModelThatFitsIsFound() throws IOException {
    new ExportableRuns(root).films();
    long whole = sizeOf("whole.html");
    ProgramRun end = export("a.html", "r1", "--max-size", String.valueOf(whole - 200));
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(Files.size(page("a.html"))).isLessThanOrEqualTo(whole - 200);
    assertThat(export("b.html", "r1", "--max-size", "20KB").err())
        .contains("Invalid --max-size: 20000 bytes (must be more: ");
  }

  private long sizeOf(String name) throws IOException {
    export(name, "r1");
    return Files.size(page(name));
  }

  @Test
  void onnxRuntimeIsPutIntoThePage() throws IOException {
    new ExportableRuns(root).ratings();
    Path dist = Files.createDirectory(folder.resolve("dist"));
    Files.writeString(dist.resolve("ort.wasm.bundle.min.mjs"), "export {};");
    assertThat(withRuntime("onnx", dist).err())
        .contains(
            "Invalid --runtime-files: " + dist,
            "(must be the folder dist of npm’s onnxruntime-web,"
                + " which has ort-wasm-simd-threaded.wasm)");
    Files.writeString(dist.resolve("ort-wasm-simd-threaded.wasm"), "wasm");
    ProgramRun end = withRuntime("onnx", dist);
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(files("a.html"))
        .contains("model.onnx", "ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm")
        .doesNotContain("weights");
    assertThat(described("a.html").at("/onnx/tables/1/name").asText()).isEqualTo("item");
    assertThat(Files.readString(page("a.html"))).contains("blob: 'wasm-unsafe-eval'");
  }

  private ProgramRun withRuntime(String runtime, Path files) {
    return export("a.html", "r1", "--runtime", runtime, "--runtime-files", files.toString());
  }

  @Test
  void wrongRequestsAreSaid() throws IOException {
    new ExportableRuns(root).ratings();
    assertThat(withRuntime("tensorflow", folder).err())
        .contains("Invalid --runtime: tensorflow (must be onnx)");
    assertThat(export("a.html", "r1", "--runtime", "onnx").err())
        .contains("Missing --runtime-files (must be beside --runtime)");
    assertThat(export("a.html", "r1", "--runtime-files", "x").err())
        .contains("Missing --runtime (must be beside --runtime-files)");
    assertThat(export("a.html", "r1", "--precision", "fp16").err())
        .contains("Invalid --precision: fp16 (must be fp32 or int8)");
    Files.writeString(page("mine.html"), "x");
    assertThat(export("mine.html", "r1").err())
        .contains("mine.html (must be a new file, or an earlier page)");
  }

  private Path page(String name) {
    return folder.resolve(name);
  }

  private List<String> files(String name) throws IOException {
    return FILE.matcher(Files.readString(page(name))).results().map(one -> one.group(1)).toList();
  }

  private JsonNode described(String name) throws IOException {
    MatchResult json =
        Pattern.compile("id=\"page\">(.*)</script>")
            .matcher(Files.readString(page(name)))
            .results()
            .findFirst()
            .orElseThrow();
    return new ObjectMapper().readTree(json.group(1));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String hash(String text) {
    byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private ProgramRun export(String target, String... arguments) {
    List<String> all = new ArrayList<>(List.of("export"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--to", "browser", "--root", root.toString()));
    all.addAll(List.of("--output", page(target).toString()));
    return ProgramRun.of(all.toArray(String[]::new));
  }
}
