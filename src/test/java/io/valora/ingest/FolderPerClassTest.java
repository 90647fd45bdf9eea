package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.lineage.InputFile;
import io.valora.testing.ingest.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPerClassTest {
  private static final String JOB =
      """
      source: reviews
      format: folder-per-class
      columns:
        - {name: id, source: file}
        - {name: label, source: class, type: int, values: {pos: 1, neg: 0}}
        - {name: text, required: false}
      max-bad-fraction: 0.9
      """;

  @TempDir Path folder;

  private final List<SourceFile> files = new ArrayList<>();

  @BeforeEach
  void writeReviews() throws IOException {
    write("neg/0_1.txt", "Bad,\tbad\n\n<br />\"film\"".getBytes(StandardCharsets.UTF_8));
    write("neg/a,b [1].txt", new byte[] {'x', (byte) 0xC3, (byte) 0x28});
    write("pos/0_9.txt", "\uFEFFGood ñ 😀\n".getBytes(StandardCharsets.UTF_8));
    write("pos/1_8.txt", new byte[0]);
    write("unsup/0_0.txt", "Who knows".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileIsARowAndItsFolderTheClass() {
    IngestResult result = run(JOB);
    assertThat(result.read()).isEqualTo(5);
    assertThat(result.typed()).isEqualTo(3);
    assertThat(
            Trial.session().read().parquet(result.folders().typed()).orderBy("id").collectAsList())
        .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2))
        .containsExactly(
            tuple("0_1.txt", 0, "Bad,\tbad\n\n<br />\"film\""),
            tuple("0_9.txt", 1, "Good ñ 😀"),
            tuple("1_8.txt", 1, null));
  }

  @Test
  void filesThatCannotBeTypedAreQuarantined() {
    IngestResult result = run(JOB);
    assertThat(result.quarantineReasons())
        .extracting(QuarantineReason::description, QuarantineReason::rows)
        .containsExactlyInAnyOrder(
            tuple("the file is not valid UTF-8", 1L), tuple("class must be one of neg, pos", 1L));
    assertThat(
            Trial.session()
                .read()
                .json(result.folders().quarantine())
                .select("file", "line", "value", "reason")
                .collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactlyInAnyOrder(
            "reviews/neg/a,b [1].txt|1|null|the file is not valid UTF-8",
            "reviews/unsup/0_0.txt|1|unsup|must be one of neg, pos, not 'unsup'");
  }

  @Test
  void theLineageHasOneEntryAFolder() {
    List<InputFile> inputs = run(JOB).inputs();
    assertThat(inputs)
        .extracting(InputFile::name, InputFile::bytes)
        .containsExactly(
            tuple("reviews/neg/", 25L), tuple("reviews/pos/", 16L), tuple("reviews/unsup/", 9L));
    assertThat(inputs.get(0).sha256()).isNotEqualTo(inputs.get(1).sha256());
    assertThat(run(JOB).inputs()).isEqualTo(inputs);
  }

  @Test
  void anEmptyFileIsQuarantinedWhereTextIsRequired() {
    assertThat(run(JOB.replace(", required: false", "")).quarantineReasons())
        .extracting(QuarantineReason::description)
        .contains("text is missing");
  }

  @Test
  void refusesWhatSuchFilesDoNotHave() {
    assertThatThrownBy(
            () -> config(JOB.replace("source: class", "source: stars") + "header: true\n"))
        .hasMessageContaining(
            "Invalid header: true (must be left out or false for folder-per-class)")
        .hasMessageContaining("Invalid columns[1].source: stars (must be class, file or text)");
    assertThatThrownBy(() -> config(JOB + "delimiter: ','\n"))
        .hasMessageContaining("Invalid delimiter: , (must be left out for folder-per-class)");
  }

  private IngestResult run(String job) {
    return Ingest.run(
        Trial.session(), new IngestInput(config(job), files, IngestFolders.below(folder + "/run")));
  }

  private static IngestConfig config(String yaml) {
    Problems problems = new Problems("job");
    ConfigSection section = new ConfigSection(JobText.parse("job", yaml), problems);
    IngestConfig config = IngestConfig.from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }

  private void write(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    files.add(new SourceFile("file:" + path, "reviews/" + name, ""));
  }
}
