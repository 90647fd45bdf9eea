package io.valora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.ConfigKey.Presence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigSectionTest {
  private enum Color {
    RED,
    DARK_BLUE
  }

  private final Problems problems = new Problems("job.yaml");

  @Test
  void valuesInForceReadAgainGiveTheSame() {
    ConfigSection first = section("a: 3\nnested: {b: 0.5, list: [4, 5]}\ncolor: dark-blue");
    String once = readAll(first);
    ConfigSection again = new ConfigSection((ObjectNode) first.resolved().deepCopy(), problems);
    assertThat(readAll(again)).isEqualTo(once);
    assertThat(again.resolved()).isEqualTo(first.resolved());
    problems.throwIfAny();
  }

  @Test
  void defaultsStandInTheResolvedTree() {
    ConfigSection empty = section("{}");
    assertThat(readAll(empty)).isEqualTo("7 0.25 [1, 2] RED true x");
    assertThat(empty.resolved().toString())
        .isEqualTo(
            "{\"a\":7,\"nested\":{\"b\":0.25,\"list\":[1,2]},\"color\":\"red\",\"flag\":true,\"word\":\"x\"}");
  }

  @Test
  void everyMistakeIsListedAtOnce() {
    ConfigSection section =
        section(
            "a: -1\nnested: {b: 1.5, list: [0], typo-here: 1}\ncolor: dark-blu\nflag: maybe\nwrod: y");
    readAll(section);
    section.rejectUnknownKeys();
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessageStartingWith("7 problems in job.yaml:")
        .hasMessageContaining("Invalid a: -1 (must be a whole number of at least 0)")
        .hasMessageContaining("Invalid nested.b: 1.5 (must be at least 0 and below 1)")
        .hasMessageContaining(
            "Invalid nested.list: [0] (must be a list of whole numbers of at least 1)")
        .hasMessageContaining(
            "Invalid color: dark-blu (must be one of red, dark-blue; did you mean 'dark-blue'?)")
        .hasMessageContaining("Invalid flag: maybe (must be true or false)")
        .hasMessageContaining("Unknown key wrod (did you mean 'word'?)")
        .hasMessageContaining("Unknown key nested.typo-here (known here: b, list)");
  }

  @Test
  void missingTextAndWrongShapesAreProblems() {
    ConfigSection section = section("nested: 3\nlist: {}\nitems: [1]\nword: [x]");
    section.requiredText("name");
    section.section("nested");
    section.sections("list");
    section.sections("items");
    section.optionalText("word");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Missing name (must be given)")
        .hasMessageContaining("Invalid nested: 3 (must be a mapping of keys to values)")
        .hasMessageContaining("Invalid list: {} (must be a list)")
        .hasMessageContaining("Invalid items[0]: 1 (must be a mapping of keys to values)")
        .hasMessageContaining("Invalid word: [x] (must be a text)");
  }

  @Test
  void everyKeyThatIsAskedForIsHandedOutGivenOrNot() {
    List<ConfigKey> keys = new ArrayList<>();
    ConfigSection section =
        new ConfigSection(JobText.parse("job.yaml", "a: 3"), problems, keys::add);
    readAll(section);
    section.requiredText("name");
    section.optionalSection("extra");
    assertThat(keys)
        .containsExactly(
            key("a", new KeyShape.Whole(0, Integer.MAX_VALUE)),
            key("nested", new KeyShape.Section()),
            key("nested.b", new KeyShape.Numeric(NumberRange.FRACTION)),
            key("nested.list", new KeyShape.Wholes(1)),
            key("color", new KeyShape.Choice(List.of("red", "dark-blue"))),
            key("flag", new KeyShape.Flag()),
            key("word", new KeyShape.Text()),
            new ConfigKey("name", new KeyShape.Text(), Presence.REQUIRED),
            key("extra", new KeyShape.Section()));
  }

  @Test
  void listsOfChoicesHoldEachOnce() {
    ConfigSection section = section("once: [red]\ntwice: [red, red]\nnone: [{a: 1}]\nwords: blue");
    assertThat(section.choices("once", Color.class, List.of())).containsExactly(Color.RED);
    assertThat(section.choices("twice", Color.class, List.of(Color.DARK_BLUE)))
        .containsExactly(Color.DARK_BLUE);
    assertThat(section.texts("none", List.of("x"))).containsExactly("x");
    assertThat(section.texts("words", List.of())).containsExactly("blue");
    assertThat(section.columns("columns")).isEmpty();
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageStartingWith("3 problems")
        .hasMessageContaining(
            "Invalid twice: [red, red] (must be a list of red, dark-blue, each once)")
        .hasMessageContaining("Invalid none: [{\"a\":1}] (must be a text or a list of texts)")
        .hasMessageContaining("Invalid columns: [] (must list at least one column)");
  }

  private static ConfigKey key(String path, KeyShape shape) {
    return new ConfigKey(path, shape, Presence.OPTIONAL);
  }

  private static String readAll(ConfigSection section) {
    int a = section.integer("a", 7, 0);
    ConfigSection nested = section.section("nested");
    double b = nested.fraction("b", 0.25);
    List<Integer> list = nested.integers("list", List.of(1, 2), 1);
    Color color = section.choice("color", Color.class, Color.RED);
    boolean flag = section.flag("flag", true);
    return "%d %s %s %s %s %s".formatted(a, b, list, color, flag, section.text("word", "x"));
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
