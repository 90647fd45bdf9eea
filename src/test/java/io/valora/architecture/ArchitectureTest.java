package io.valora.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The house: each package may name only what stands below it, and each library only where it
 * belongs.
 */
class ArchitectureTest {
  private static final String ROOT = "io.valora";

  /** Bottom first. A line never imports itself sideways except where {@link #SIDEWAYS} lists it. */
  private static final List<List<String>> LINES =
      List.of(
          List.of("base"),
          List.of("config", "schema", "lineage", "storage"),
          List.of("ingest", "split", "features"),
          List.of("model", "evaluation"),
          List.of("tower"),
          List.of("networks", "baselines", "tuning", "prediction", "registry", "monitoring"),
          List.of("training", "export"),
          List.of("pipeline", "serving"),
          List.of("cli"));

  private static final Map<String, Set<String>> SIDEWAYS = Map.of("schema", Set.of("config"));

  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.deeplearning4j..", Set.of("networks", "training", "export"),
          "org.nd4j..", Set.of("networks", "training", "export"),
          "org.deeplearning4j.spark..", Set.of("training"),
          "org.bytedeco..", Set.of("tower", "networks"),
          "org.apache.spark.ml..", Set.of("baselines", "features"),
          "org.apache.spark.mllib..", Set.of("baselines", "features"),
          "org.apache.hadoop.fs..", Set.of("storage"));

  private static final Set<String> WITHOUT_SPARK =
      Set.of("base", "config", "lineage", "tower", "networks", "registry", "serving");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageStandsInTheHouse() {
    Set<String> listed = new HashSet<>();
    LINES.forEach(listed::addAll);
    for (JavaClass found : CLASSES) {
      assertThat(listed).as("package of %s", found.getName()).contains(roomOf(found));
    }
  }

  @Test
  void arrowsOnlyPointDownwards() {
    for (int line = 0; line < LINES.size(); line++) {
      for (String room : LINES.get(line)) {
        noClasses()
            .that()
            .resideInAPackage(inside(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbiddenFor(room, line))
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void eachLibraryStaysInItsRooms() {
    LIBRARIES.forEach((library, rooms) -> onlyIn(rooms, library));
  }

  @Test
  void somePackagesNeverNameSpark() {
    for (String room : WITHOUT_SPARK) {
      noClasses()
          .that()
          .resideInAPackage(inside(room))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void everyPackageSaysWhatItIs() {
    for (JavaClass found : CLASSES) {
      assertThat(CLASSES.contain(found.getPackageName() + ".package-info"))
          .as("package-info of %s", found.getPackageName())
          .isTrue();
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

  private static String[] forbiddenFor(String room, int line) {
    List<String> forbidden = new ArrayList<>();
    for (int above = line; above < LINES.size(); above++) {
      forbidden.addAll(LINES.get(above));
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
