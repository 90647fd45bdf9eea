package io.valora.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law of type summaries: a summary names the type, and never opens with a question word. */
class SummariesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern QUESTION =
      Pattern.compile(
          "(What|How|Where|Whether|Which|Who|Whom|Whose|Why|Told|When)(ever)?\\b.*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  @Test
  void everySummaryOfATypeNamesTheType() throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(new Source(SOURCES.relativize(file).toString(), Files.readString(file)));
      }
    }

    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(refused(sources)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** What a model says. */ class Planted {}",
        "/**\n * How far\n * it got.\n */\npublic interface Planted {}",
        "/** Where it lies. */ record Planted(int a) {}",
        "/** Whether it holds. */ @Deprecated public final class Planted {}",
        "/** Which one it is. */ enum Planted { A }",
        "/** Who trains. */ @interface Planted {}",
        "/** Told how a run gets on. */ interface Planted {}",
        "/** When it is due. */ class Planted {}",
        "/** Whoever shows it. */ class Planted {}",
        "/** Fine. */ class Outer { /** What is inside. */ private enum Planted { A } }",
        "class Outer { void run() { /** How it is done. */ record Planted(int a) {} } }",
        "/** What the package holds. */\npackage planted;",
      })
  void summariesThatOpenWithAQuestionWordAreRefused(String text) {
    assertThat(refused(List.of(new Source("Planted.java", text))))
        .singleElement()
        .asString()
        .matches("(?s)Planted\\.java: (Planted|package planted): \\w+ .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Activation function of the hidden layers. */ class Named {}",
        "/** Whole numbers; what isn't one is refused. */ class Named {}",
        "/** Names. */ class Named { /** Whether it is empty. */ boolean isEmpty() { return true; } }",
        "/* What a plain comment says. */ class Named {}",
        "class Named { String text = \"/** What a string holds. */ class A {}\"; }",
        "/** Rows as text.\n *\n * <p>What follows is no summary. */ record Named(int a) {}",
      })
  void otherSummariesAndOtherCommentsAreLeftAlone(String text) {
    assertThat(refused(List.of(new Source("Named.java", text)))).isEmpty();
  }

  /** {@code file: type: summary} of each refused summary. */
  private static List<String> refused(List<Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
    List<String> found = new ArrayList<>();
    try {
      for (CompilationUnitTree file : task.parse()) {
        new Scanner(DocTrees.instance(task), found).scan(file, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Collects the refused summaries of one file. */
  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final List<String> found;

    Scanner(DocTrees docs, List<String> found) {
      this.docs = docs;
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      check(type.getSimpleName().toString());
      return super.visitClass(type, unused);
    }

    @Override
    public Void visitPackage(PackageTree type, Void unused) {
      check("package " + type.getPackageName());
      return super.visitPackage(type, unused);
    }

    private void check(String name) {
      String comment = docs.getDocComment(getCurrentPath());
      if (comment != null && QUESTION.matcher(comment.strip()).matches()) {
        String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
        found.add("%s: %s: %s".formatted(file.substring(1), name, comment.strip()));
      }
    }
  }

  /** Source file in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name.replace('\\', '/')), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
