package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.Outcome;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and the pages in {@code src/docs}, held against the program and the source tree. */
class PagesTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
  private static final Pattern COMMAND = Pattern.compile("scripts/valora ([a-z]+)");
  private static final Pattern FILE =
      Pattern.compile("`((?:jobs|conf|scripts|src)/[^` *<]*[a-z0-9])/?[` ]");

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(180);
  }

  @Test
  void readmeNamesEveryExitStatus() throws IOException {
    String readme = Files.readString(README);
    List<String> codes =
        Arrays.stream(Outcome.values()).map(one -> String.valueOf(one.code())).toList();
    assertThat(readme.lines().filter(line -> line.matches("\\| (\\d+, )?\\d+ \\|.*")).toList())
        .extracting(line -> line.replaceFirst("\\| (?:\\d+, )?(\\d+) .*", "$1"))
        .isEqualTo(codes);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksAndFilesAreThere(Path page) throws IOException {
    String text = Files.readString(page);
    for (String link : found(LINK, text)) {
      assertThat(page.toAbsolutePath().getParent().resolve(link)).as(page + " links it").exists();
    }
    for (String file : found(FILE, text)) {
      assertThat(Path.of(file)).as(page + " names it").exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsAreThere(Path page) throws IOException {
    String help = ProgramRun.of("--help").out();
    for (String command : found(COMMAND, Files.readString(page))) {
      assertThat(help).as(page + " names it").containsPattern("(?m)^  " + command + " ");
    }
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
      return Stream.concat(
              Stream.of(README), files.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).distinct().toList();
  }
}
