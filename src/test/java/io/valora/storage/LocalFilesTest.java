package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same answers as by Hadoop, for files of this machine. */
class LocalFilesTest {
  private final Storage local = Storage.ofThisMachine();
  private final Storage hadoop = new Storage(new Configuration());

  @TempDir private Path folder;

  @Test
  void readsWhatHadoopWroteAndNamesItAlike() {
    hadoop.write(folder + "/a/one.txt", "1");
    hadoop.write(folder + "/a/b/two.txt", "22");
    hadoop.write(folder + "/a/_hidden", "");
    local.write(folder + "/a/b/three.txt", "333");

    assertThat(local.absolute(folder.toString())).isEqualTo(hadoop.absolute(folder.toString()));
    assertThat(local.absolute("runs")).isEqualTo(hadoop.absolute("runs"));
    assertThat(local.find(folder + "/a")).hasSize(3).isEqualTo(hadoop.find(folder + "/a"));
    assertThat(local.find(folder + "/none")).isEqualTo(hadoop.find(folder + "/none")).isEmpty();
    assertThat(local.names(folder + "/a")).isEqualTo(hadoop.names(folder + "/a"));
    assertThat(local.names(folder + "/none")).isEmpty();
    String file = hadoop.absolute(folder + "/a/b/two.txt");
    assertThat(local.readText(file)).isEqualTo("22");
    assertThat(local.sha256(file)).isEqualTo(hadoop.sha256(file));
    assertThat(local.textOf(folder + "/none")).isEmpty();
    assertThat(local.isFolder(folder + "/a")).isTrue();
    assertThat(local.exists(folder + "/none")).isFalse();
    assertThat(local.modified(file)).isEqualTo(hadoop.modified(file));
    local.delete(folder + "/a");
    assertThat(local.exists(folder + "/a")).isFalse();
  }

  @Test
  void refusesWhatNeedsHadoop() {
    for (String uri : List.of("hdfs://host/x", "s3a://bucket/x")) {
      assertThat(Storage.isOfThisMachine(uri)).isFalse();
      assertThatThrownBy(() -> local.readText(uri))
          .isInstanceOf(JobException.class)
          .hasMessageStartingWith("Cannot read " + uri);
    }
    assertThatThrownBy(() -> local.readText(folder + "/none"))
        .hasMessage("Cannot read %s/none: it does not exist or is out of reach".formatted(folder));
  }
}
