# Untested. A small image of the REST service; from the repository's root:
#   mvn -B -DskipTests package && docker build -f scripts/serving.Dockerfile -t registry.example.com/valora-serving:0.1.0 .
# Runs lie on a volume at /runs. For hdfs: and s3a: addresses add Hadoop's libraries to /opt/valora/hadoop.
FROM eclipse-temurin:17-jre

COPY --chmod=644 target/valora-serving.jar /opt/valora/valora-serving.jar
USER 185
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/valora/valora-serving.jar:/opt/valora/hadoop/*", "io.valora.cli.serving.ServingMain", "serve"]
CMD ["ratings", "--root", "/runs", "--drain", "5"]
