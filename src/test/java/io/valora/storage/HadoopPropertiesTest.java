package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.Test;

class HadoopPropertiesTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

  @Test
  void everySettingIsTheOneThatSparkDerives() {
    expectAsSpark(Map.of());
    expectAsSpark(
        Map.of(
            "spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:9000",
            "spark.hadoop.fs.s3a.path.style.access", "true",
            "spark.hadoop.fs.s3a.downgrade.syncable.exceptions", "false",
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2",
            "spark.hive.metastore", "none",
            "spark.buffer.size", "4096",
            "spark.master", "local[1]"));
    expectAsSpark(Map.of("spark.hadoop.fs.s3a.endpoint.region", "eu-west-1"));
  }

  @Test
  void keysOfTheStoreComeFromTheEnvironment() {
    Configuration hadoop = HadoopProperties.of(Map.of(), KEYS);
    assertThat(hadoop.get("fs.s3a.access.key")).isEqualTo("id");
    assertThat(hadoop.get("fs.s3a.secret.key")).isEqualTo("secret");
    assertThat(hadoop.get("fs.s3a.session.token")).isNull();
    Map<String, String> session = new TreeMap<>(KEYS);
    session.put("AWS_SESSION_TOKEN", "token");
    assertThat(HadoopProperties.of(Map.of(), session).get("fs.s3a.session.token"))
        .isEqualTo("token");
  }

  @Test
  void halfAKeyIsNone() {
    Configuration hadoop = HadoopProperties.of(Map.of(), Map.of("AWS_ACCESS_KEY_ID", "id"));
    assertThat(hadoop.get("fs.s3a.access.key")).isNull();
  }

  private static void expectAsSpark(Map<String, String> properties) {
    SparkConf spark = new SparkConf(false);
    properties.forEach(spark::set);
    Configuration expected = SparkHadoopUtil.get().newConfiguration(spark);
    assertThat(entries(HadoopProperties.of(properties, System.getenv())))
        .isEqualTo(entries(expected));
  }

  private static Map<String, String> entries(Configuration hadoop) {
    Map<String, String> entries = new TreeMap<>();
    hadoop.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }
}
