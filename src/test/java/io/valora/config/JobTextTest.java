package io.valora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTextTest {
  @Test
  void textThatIsNotYamlIsRefused() {
    assertThatThrownBy(() -> JobText.parse("a.yaml", "a: [1, 2\nb: }"))
        .hasMessageStartingWith("Cannot read a.yaml: it is not YAML (");
  }

  @Test
  void textThatIsNoMappingIsRefused() {
    assertThatThrownBy(() -> JobText.parse("a.yaml", "just words"))
        .hasMessage(
            "Cannot read a.yaml: it must be a mapping of keys to values, such as 'job: ratings'");
  }

  @Test
  void tabsAndFurtherDocumentsAndEmptyFilesAreNamed() {
    assertThatThrownBy(() -> JobText.parse("a.yaml", "a: 1\nb:\n\tc: 2"))
        .hasMessage(
            "Cannot read a.yaml: line 3 is indented by a tab (must be spaces: YAML takes no tabs"
                + " there)");
    for (String second : List.of("a: 1\n---\nb: 2\n", "a: 1\n---\n")) {
      assertThatThrownBy(() -> JobText.parse("a.yaml", second))
          .hasMessageStartingWith(
              "Cannot read a.yaml: it is not YAML (it has a second document behind ---; a job file"
                  + " is made of plain values");
    }
    for (String empty : List.of("", "\n# nothing\n")) {
      assertThatThrownBy(() -> JobText.parse("a.yaml", empty))
          .hasMessage("Cannot read a.yaml: it is empty (valora init writes a job file)");
    }
    assertThat(JobText.parse("a.yaml", "---\na: 1\n")).hasToString("{\"a\":1}");
  }

  @Test
  void settingsThatAreRefusedDoNotHideTheOtherProblems() {
    ObjectNode tree = JobText.parse("a.yaml", "a: 1");
    Problems problems = new Problems("a.yaml");
    JobText.override(tree, List.of("oops", "a=2", "b={"), problems);
    assertThat(tree).hasToString("{\"a\":2}");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("2 problems in a.yaml:")
        .hasMessageContaining("Invalid --set: oops (must be dotted.key=value)")
        .hasMessageContaining("Invalid --set: b={ (the value must be YAML)");
  }

  @Test
  void keyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> JobText.parse("a.yaml", "a: 1\na: 2"))
        .hasMessageContaining("Duplicate field 'a'");
  }

  @Test
  void settingsReplaceAndAddNestedKeys() {
    ObjectNode tree = JobText.parse("a.yaml", "a: {b: 1, c: 2}");
    JobText.override(tree, List.of("a.b=5", "x.y=[1, 2]", "a.c=text"));
    assertThat(tree).hasToString("{\"a\":{\"b\":5,\"c\":\"text\"},\"x\":{\"y\":[1,2]}}");
  }

  @Test
  void settingWithoutKeyIsRefused() {
    ObjectNode tree = JobText.parse("a.yaml", "a: 1");
    assertThatThrownBy(() -> JobText.override(tree, List.of("oops")))
        .hasMessage("Invalid --set: oops (must be dotted.key=value)");
    assertThatThrownBy(() -> JobText.override(tree, List.of("a={")))
        .hasMessage("Invalid --set: a={ (the value must be YAML)");
  }

  @Test
  void variablesComeFromTheEnvironmentAndMissingOnesAreNamed() {
    ObjectNode tree = JobText.parse("a.yaml", "a: ${HERE}/x\nb: ['${HERE}', '${GONE}', 3]");
    Problems problems = new Problems("a.yaml");
    JobText.expand(tree, Map.of("HERE", "/data")::get, problems);
    assertThat(tree.get("a").asText()).isEqualTo("/data/x");
    assertThat(tree.get("b").get(0).asText()).isEqualTo("/data");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Missing environment variable GONE (the job file says '${GONE}')");
  }
}
