package io.valora.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class PlainYamlTest {
  @Test
  void tagsAreRefused() {
    refuses("job: !!javax.script.ScriptEngineManager [a]")
        .hasMessage(
            "Cannot read job.yaml: it is not YAML (it has the tag !!javax.script.ScriptEngineManager;"
                + " a job file is made of plain values, line 1)");
    refuses("a: 1\nb: !!str 5")
        .hasMessageContaining("it has the tag !!str;")
        .hasMessageContaining("line 2");
    refuses("a: !mine {b: 1}").hasMessageContaining("it has the tag !mine");
  }

  @Test
  void anchorsAndAliasesAreRefused() {
    refuses("a: &x [1]").hasMessageContaining("it has the anchor &x");
    refuses("a: 1\nb: *x").hasMessageContaining("it has the alias *x");
    refuses("a: {<<: *x}").hasMessageContaining("it has the alias *x");
  }

  /** Nine lines that stand for a billion values where aliases are followed. */
  @Test
  void aliasesThatGrowWithoutEndAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 10; i++) {
      String ten = ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]%n".formatted(i, i, ten));
    }
    refuses(bomb.toString()).hasMessageContaining("it has the anchor &a0");
  }

  @Test
  void depthAndLengthAreBounded() {
    refuses("a: " + "[".repeat(60) + "]".repeat(60))
        .hasMessageContaining("it has a depth of more than 50");
    refuses("a: " + "[".repeat(500_000)).hasMessageContaining("it has a depth of more than 50");
    refuses("a: " + "x".repeat(PlainYaml.MOST_CHARACTERS))
        .hasMessageContaining("it has more than a million characters");
  }

  @Test
  void aSecondDocumentIsNotOverlooked() {
    refuses("a: 1\n---\nb: 2\n").hasMessageStartingWith("Cannot read job.yaml: it is not YAML (");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(String text) {
    return assertThatThrownBy(() -> JobText.parse("job.yaml", text))
        .isInstanceOf(JobException.class);
  }
}
