package io.valora.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The house: each room may name only rooms below it, each library only where it belongs, and
 * packages, sub-packages included, form no cycle.
 */
class ArchitectureTest {
  private static final String ROOT = "io.valora";
  private static final String TEMPLATES = "templates";

  /** Bottom first. A room names another one of its level only where {@link #SIDEWAYS} lists it. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("base"),
          List.of("json", "config", "storage"),
          List.of("schema", "lineage", "tower", "goal"),
          List.of("model", "features", "ingest", "split", "lease", "evaluation"),
          List.of("networks", "registry", "profiling"),
          List.of("baselines", "training", "models", "tracking"),
          List.of("serving", "export"),
          List.of("prediction", "gates"),
          List.of("job"),
          List.of("report"),
          List.of("pipeline", "scoring", "feedback"),
          List.of("tasks", "tuning", "monitoring", "watch"),
          List.of(TEMPLATES, "doctor"),
          List.of("cli"));

  private static final Map<String, Set<String>> SIDEWAYS = Map.of();

  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.deeplearning4j..", Set.of("networks", "training")),
          Map.entry("org.nd4j..", Set.of("networks", "training", "export")),
          Map.entry("onnx..", Set.of("export")),
          Map.entry("ai.onnxruntime..", Set.of("export")),
          Map.entry("org.deeplearning4j.spark..", Set.of("training")),
          Map.entry("org.bytedeco..", Set.of("tower", "networks")),
          Map.entry("org.apache.spark.ml..", Set.of("baselines", "features")),
          Map.entry("org.apache.spark.mllib..", Set.of("baselines", "features")),
          Map.entry("org.apache.hadoop.fs..", Set.of("storage")),
          Map.entry("io.javalin..", Set.of("serving")),
          Map.entry("org.eclipse.jetty..", Set.of("serving")));

  private static final Set<String> WITHOUT_SPARK =
      Set.of(
          "base",
          "config",
          "json",
          "lineage",
          "schema",
          "tower",
          "networks",
          "registry",
          "lease",
          "gates",
          "goal",
          "export",
          "model",
          "models",
          "profiling",
          "serving",
          "storage",
          "tracking",
          "watch");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyRoomIsListedAndEveryListedRoomExists() {
    Set<String> listed = LEVELS.stream().flatMap(List::stream).collect(Collectors.toSet());
    Set<String> found = new HashSet<>();
    CLASSES.forEach(type -> found.add(roomOf(type)));
    assertThat(found).isEqualTo(listed);
    assertThat(listed)
        .containsAll(WITHOUT_SPARK)
        .containsAll(LIBRARIES.values().stream().flatMap(Set::stream).toList());
  }

  @Test
  void arrowsOnlyPointDownwards() {
    for (int level = 0; level < LEVELS.size(); level++) {
      for (String room : LEVELS.get(level)) {
        noClasses()
            .that()
            .resideInAPackage(inside(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbiddenFor(room, level))
            .check(CLASSES);
      }
    }
  }

  @Test
  void packagesFormNoCycle() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void tasksAreNamedByTheCommandLineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("tasks"), inside("cli"), inside(TEMPLATES))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(inside("tasks"))
        .check(CLASSES);
  }

  @Test
  void tasksDoNotNameEachOther() {
    for (String task : List.of("rating", "sentiment", "regression")) {
      noClasses()
          .that()
          .resideInAPackage(inside("tasks." + task))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.of("rating", "sentiment", "regression")
                  .filter(other -> !other.equals(task))
                  .map(other -> inside("tasks." + other))
                  .toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void eachLibraryStaysInItsRooms() {
    LIBRARIES.forEach((library, rooms) -> onlyIn(rooms, library));
  }

  @Test
  void modelsAndWhatTheyAreMadeOfNeedNoSpark() {
    for (String room : WITHOUT_SPARK) {
      noClasses()
          .that()
          .resideInAPackage(inside(room))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .check(CLASSES);
    }
    noClasses()
        .that()
        .resideInAPackage(inside("features"))
        .and()
        .resideOutsideOfPackage(inside("features.fit"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void modelsNeedNoNd4j() {
    noClasses()
        .that()
        .resideInAnyPackage(inside("model"), inside("models"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void nothingThatServingReachesNamesSparkOrNd4j() {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>();
    CLASSES.stream().filter(type -> roomOf(type).equals("serving")).forEach(next::add);
    while (!next.isEmpty()) {
      JavaClass type = next.remove();
      if (CLASSES.contain(type.getName()) && reached.add(CLASSES.get(type.getName()))) {
        CLASSES
            .get(type.getName())
            .getDirectDependenciesFromSelf()
            .forEach(dependency -> next.add(dependency.getTargetClass()));
      }
    }
    noClasses()
        .that(DescribedPredicate.describe("are reached from serving", reached::contains))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void packagesAreSmall() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !roomOf(type).equals(TEMPLATES))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    List<Long> sizes = types.values().stream().sorted().toList();
    assertThat(sizes.get(sizes.size() / 2)).as("median of types a package").isLessThanOrEqualTo(12);
    assertThat(sizes.get(sizes.size() - 1)).as("types of the largest").isLessThanOrEqualTo(42);
  }

  @Test
  void everyPackageSaysWhatItIs() {
    for (JavaClass found : CLASSES) {
      assertThat(CLASSES.contain(found.getPackageName() + ".package-info"))
          .as("package-info of %s", found.getPackageName())
          .isTrue();
    }
  }

  /** Each package a slice of its own. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith(ROOT)
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + ROOT;
    }
  }

  private static void onlyIn(Set<String> rooms, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            rooms.stream().map(ArchitectureTest::inside).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  private static String[] forbiddenFor(String room, int level) {
    List<String> forbidden = new ArrayList<>();
    for (int above = level; above < LEVELS.size(); above++) {
      forbidden.addAll(LEVELS.get(above));
    }
    forbidden.remove(room);
    forbidden.removeAll(SIDEWAYS.getOrDefault(room, Set.of()));
    return forbidden.stream().map(ArchitectureTest::inside).toArray(String[]::new);
  }

  private static String inside(String room) {
    return ROOT + "." + room + "..";
  }

  private static String roomOf(JavaClass found) {
    String rest = found.getPackageName().substring(ROOT.length());
    return rest.isEmpty() ? "(root)" : rest.substring(1).split("\\.")[0];
  }
}
