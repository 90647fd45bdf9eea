package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "s3a://KEY:secret@bucket/a.csv, s3a://***@bucket/a.csv",
    "s3a://KEY:sec/r+t@bucket/a.csv, s3a://***@bucket/a.csv",
    "s3a://KEY:123/sec@bucket, s3a://***@bucket",
    "s3a://KEY:secret, s3a://***",
    "s3a://KEY@bucket, s3a://***@bucket",
    "hdfs://user:secret@namenode:8020/x, hdfs://***@namenode:8020/x",
    "abfss://container:secret@account.dfs.core.windows.net/x,"
        + " abfss://***@account.dfs.core.windows.net/x",
    "jdbc:mysql://h/db?user=u&password=p&x=1, jdbc:mysql://h/db?user=u&password=***&x=1",
    "jdbc:sqlserver://h;databaseName=d;pwd=p, jdbc:sqlserver://h;databaseName=d;pwd=***",
    "jdbc:oracle:thin:scott/tiger@h:1521/d, jdbc:oracle:thin:***@h:1521/d",
    "see 's3a://a:b@c/d' and s3a://e/f, see 's3a://***@c/d' and s3a://e/f"
  })
  void userInfoIsFoundAndMasked(String text, String masked) {
    assertThat(Secrets.inAddress(text)).isTrue();
    assertThat(Secrets.masked(text)).isEqualTo(masked);
    assertThat(Secrets.inAddress(masked.replaceAll("\\*{3}@?", ""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://bucket/user@example.org/a.csv",
        "hdfs://namenode:8020/user@example.org/a.csv",
        "hdfs://namenode:8020",
        "file:///data/a:b@c.csv",
        "abfss://container@account.dfs.core.windows.net/x",
        "data/a.csv",
        "sample:ratings"
      })
  void otherAddressesAreLeftAlone(String text) {
    assertThat(Secrets.inAddress(text)).isFalse();
    assertThat(Secrets.masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_SECRET_ACCESS_KEY",
        "GITHUB_TOKEN",
        "DB_PASSWORD",
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.access.key",
        "spark.hadoop.fs.s3a.session.token",
        "spark.hadoop.fs.azure.account.key.me.dfs.core.windows.net",
        "spark.ssl.keyPassword",
        "spark.authenticate.secret"
      })
  void namesOfSecretsAreKnown(String name) {
    assertThat(Secrets.isName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MOVIELENS_100K",
        "HOME",
        "training.batch-size",
        "spark.executor.memory",
        "spark.hadoop.hadoop.security.credential.provider.path",
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "spark.kubernetes.driver.secretKeyRef.ENV",
        "spark.kubernetes.executor.secrets.name"
      })
  void otherNamesAreLeftAlone(String name) {
    assertThat(Secrets.isName(name)).isFalse();
  }

  @Test
  void noMessageOfOursNamesASecret() {
    assertThat(JobException.invalid("ingest.source", "s3a://k:canary@b/x", "must be there"))
        .hasMessage("Invalid ingest.source: s3a://***@b/x (must be there)");
    assertThat(Secrets.maskedOverride("fs.s3a.secret.key=canary"))
        .isEqualTo("fs.s3a.secret.key=***");
  }
}
