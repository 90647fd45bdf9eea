package io.valora.testing.cluster;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A server of the S3 API with one empty bucket, which it keeps in memory. */
public final class S3Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String REGION = "us-east-1";
  private static final String KEY = "key-of-the-tests";
  private static final String SECRET = "secret-of-the-tests";

  /** Its own, for Hadoop keeps one client for each bucket, whichever server it is on. */
  private final String bucket = "valora-" + System.nanoTime();

  private final JavaProcess process;
  private final String endpoint;

  public S3Server(Path folder) throws IOException {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "s3proxy.endpoint",
            "http://127.0.0.1:0",
            "s3proxy.authorization",
            "aws-v2-or-v4",
            "s3proxy.identity",
            KEY,
            "s3proxy.credential",
            SECRET,
            "jclouds.provider",
            "transient",
            "jclouds.identity",
            KEY,
            "jclouds.credential",
            SECRET));
    Path file = Files.createDirectories(folder).resolve("s3proxy.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    process =
        JavaProcess.start(
            folder.resolve("s3proxy.log"),
            Map.of(),
            List.of(
                "-Xmx512m",
                "-Dlogback.configurationFile=" + Path.of("src/test/s3proxy/logback.xml").toUri(),
                "-cp",
                Path.of("target/s3proxy/target/jars").toAbsolutePath() + "/*",
                "org.gaul.s3proxy.Main",
                "--properties",
                file.toString()));
    endpoint =
        "http://127.0.0.1:" + process.awaitLine("Started .*\\{127\\.0\\.0\\.1:(\\d+)}", PATIENCE);
    createBucket();
  }

  /** The address of the bucket. */
  public String uri() {
    return "s3a://" + bucket;
  }

  /** What Spark's Hadoop has to know, without the {@code spark.hadoop.} in front. */
  public Map<String, String> hadoopSettings() {
    return Map.of(
        "fs.s3a.endpoint",
        endpoint,
        "fs.s3a.endpoint.region",
        "us-east-1",
        "fs.s3a.access.key",
        KEY,
        "fs.s3a.secret.key",
        SECRET,
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.connection.ssl.enabled",
        "false");
  }

  private void createBucket() {
    AmazonS3 client =
        AmazonS3ClientBuilder.standard()
            .withEndpointConfiguration(new EndpointConfiguration(endpoint, REGION))
            .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(KEY, SECRET)))
            .withPathStyleAccessEnabled(true)
            .build();
    client.createBucket(bucket);
    client.shutdown();
  }

  @Override
  public void close() {
    process.close();
  }
}
