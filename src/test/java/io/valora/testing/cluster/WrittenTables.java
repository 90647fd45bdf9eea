package io.valora.testing.cluster;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Program that writes a table in each format, in a Spark that has their packages. */
public final class WrittenTables {
  private WrittenTables() {}

  /**
   * Writes {@code shop.ratings} of Hive, {@code shop.people} of Delta, {@code lake.shop.films} of
   * Iceberg, from the last two of which rows are deleted, and a folder of Avro files.
   *
   * @param arguments the folder of the Avro files
   */
  public static void main(String[] arguments) {
    try (SparkSession session = SparkSession.builder().getOrCreate()) {
      Dataset<Row> ratings =
          session
              .range(0, 2_000)
              .selectExpr(
                  "concat('u', id % 50) AS customer",
                  "concat('p', id % 40) AS product",
                  "CAST(1 + id % 5 AS decimal(3,1)) AS stars",
                  "timestamp_seconds(1700000000 + id * 60) AS rated_at",
                  "id % 3 AS dt");
      ratings.write().format("avro").save(arguments[0]);
      ratings.createOrReplaceTempView("written");
      for (String statement : statements()) {
        session.sql(statement);
      }
    }
  }

  private static List<String> statements() {
    return List.of(
        "SET hive.exec.dynamic.partition.mode=nonstrict",
        "CREATE DATABASE shop",
        "CREATE TABLE shop.ratings (customer string, product string, stars decimal(3,1),"
            + " rated_at timestamp) PARTITIONED BY (dt bigint) STORED AS ORC",
        "INSERT INTO shop.ratings SELECT * FROM written",
        "CREATE TABLE shop.people USING delta AS SELECT customer, 20 + max(dt) AS age FROM written"
            + " GROUP BY customer",
        "DELETE FROM shop.people WHERE customer = 'u7'",
        "CREATE TABLE lake.shop.films USING iceberg AS SELECT product, min(dt) AS kind FROM written"
            + " GROUP BY product",
        "DELETE FROM lake.shop.films WHERE product IN ('p7', 'p8')");
  }
}
