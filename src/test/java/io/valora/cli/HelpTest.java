package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.tasks.Tasks;
import io.valora.testing.ProgramRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {
  @Test
  void everyValueHasAPlaceholderThatSaysWhatItIs() {
    List<String> nameless = new ArrayList<>();
    PrintStream out = new PrintStream(new ByteArrayOutputStream());
    collect(
        ValoraCommand.program(
            new Console(InputStream.nullInputStream(), out, out, false), Tasks.ALL),
        nameless);
    assertThat(nameless).isEmpty();
  }

  private static void collect(CommandLine command, List<String> nameless) {
    command.getCommandSpec().args().stream()
        .filter(argument -> !argument.hidden() && argument.arity().max() > 0)
        .filter(argument -> argument.paramLabel().startsWith("<"))
        .forEach(argument -> nameless.add(command.getCommandName() + " " + argument.paramLabel()));
    command.getSubcommands().values().forEach(below -> collect(below, nameless));
  }

  @Test
  void aSampleReplacesAFileOnlyWhereItIsToldTo(@TempDir Path folder) throws IOException {
    String file = Files.writeString(folder.resolve("mine.csv"), "mine").toString();
    ProgramRun refused = ProgramRun.of("sample", "reviews", "--out", file, "--rows", "3");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Invalid --out: %s (must not exist yet, or add --force)".formatted(file));
    assertThat(Path.of(file)).hasContent("mine");
    assertThat(ProgramRun.of("sample", "reviews", "--out", file, "--rows", "3", "--force").code())
        .isZero();
    assertThat(Files.readString(Path.of(file))).contains("label");
  }
}
