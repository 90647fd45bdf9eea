package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.cluster.JavaProcess;
import io.valora.testing.cluster.SparkHome;
import io.valora.testing.cluster.WrittenTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of Hive, Delta and Iceberg, and Avro files, read by a Spark that has their packages, as
 * {@code conf/spark/tables.conf} sets it up.
 */
class TableFormatsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path PACKAGES = Path.of("target/table-formats/target/jars").toAbsolutePath();
  private static final String COLUMNS =
      """
        columns:
          - {name: user, source: customer}
          - {name: item, source: product}
          - {name: rating, source: stars, type: double, min: 1, max: 5}
          - {name: time, source: rated_at, type: timestamp}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void writeTables() {
    assumeThat(PACKAGES).as("packages that Maven resolves").isDirectory();
    run("write", WrittenTables.class.getName(), folder.resolve("avro").toString());
  }

  @Test
  void tablesOfHiveDeltaAndIcebergAreReadWithoutTheRowsThatWereDeleted() throws IOException {
    JsonNode run =
        ingested(
            "tables",
            """
            ingest:
              table: shop.ratings
            %s
            network: {kind: factors}
            side-tables:
              users:
                table: shop.people
                columns:
                  - {name: user, source: customer}
                  - {name: age, type: int}
                features:
                  - {kind: number, columns: age}
              items:
                table: lake.shop.films
                columns:
                  - {name: item, source: product}
                  - {name: kind}
                features:
                  - {kind: categorical, columns: kind}
            """
                .formatted(COLUMNS));
    assertThat(run.at("/ledger/read").asLong()).isEqualTo(2_000);
    assertThat(run.at("/ledger/typed").asLong()).isEqualTo(2_000);
    assertThat(run.toString())
        .contains("\"side-tables.users\":{\"read\":49,\"typed\":49,")
        .contains("\"side-tables.items\":{\"read\":38,\"typed\":38,");
  }

  @Test
  void avroFilesAreReadWithTheirPackage() throws IOException {
    JsonNode run =
        ingested(
            "avro",
            "ingest:\n  source: %s\n  format: avro\n%s".formatted(folder.resolve("avro"), COLUMNS));
    assertThat(run.at("/ledger/read").asLong()).isEqualTo(2_000);
    assertThat(run.at("/ledger/typed").asLong()).isEqualTo(2_000);
  }

  private static JsonNode ingested(String job, String keys) throws IOException {
    Path file = folder.resolve(job + ".yaml");
    Files.writeString(file, "job: %s\ntask: rating\n%s".formatted(job, keys));
    String root = folder.resolve("root").toString();
    run(job, "io.valora.cli.Main", "ingest", file.toString(), "--root", root, "--run-id", "r1");
    Path json = folder.resolve("root").resolve(job).resolve("runs/r1/run.json");
    return new ObjectMapper().readTree(json.toFile());
  }

  private static void run(String name, String mainClass, String... arguments) {
    String classPath =
        String.join(
            ":",
            SparkHome.jars(),
            PACKAGES + "/*",
            Path.of("target/valora.jar").toAbsolutePath().toString(),
            Path.of("target/test-classes").toAbsolutePath().toString());
    List<String> options = new ArrayList<>(List.of("-cp", classPath));
    properties().forEach(property -> options.add("-Dspark." + property));
    options.add("-Dderby.system.home=" + folder);
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve(name + ".log"),
            SparkHome.environment(folder.resolve("scratch")),
            SparkHome.java(options, mainClass, List.of(arguments)))) {
      assertThat(process.await(PATIENCE)).as(process.output()).isZero();
    }
  }

  private static List<String> properties() {
    String metastore =
        "jdbc:derby:;databaseName=%s;create=true".formatted(folder.resolve("metastore"));
    return List.of(
        "master=local[2]",
        "driver.host=127.0.0.1",
        "driver.bindAddress=127.0.0.1",
        "ui.enabled=false",
        "sql.shuffle.partitions=2",
        "sql.catalogImplementation=hive",
        "sql.warehouse.dir=" + folder.resolve("warehouse"),
        "hadoop.javax.jdo.option.ConnectionURL=" + metastore,
        "sql.extensions=io.delta.sql.DeltaSparkSessionExtension,"
            + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "sql.catalog.lake=org.apache.iceberg.spark.SparkCatalog",
        "sql.catalog.lake.type=hadoop",
        "sql.catalog.lake.warehouse=" + folder.resolve("lake"));
  }
}
