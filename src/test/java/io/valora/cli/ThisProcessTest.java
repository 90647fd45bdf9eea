package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisProcessTest {
  private static final String FILE = "valora.spark.properties";

  @TempDir Path folder;
  private Properties before;

  @BeforeEach
  void rememberProperties() {
    before = (Properties) System.getProperties().clone();
  }

  @AfterEach
  void restoreProperties() {
    System.setProperties(before);
  }

  @Test
  void propertiesOfTheFileAreSetLikeThoseOfSparkSubmit() throws IOException {
    System.setProperty("spark.valora.set", "before");
    read("spark.valora.new   é  \nspark.valora.set = file\nvalora.other = 1\n# a comment\n");
    assertThat(System.getProperty("spark.valora.new")).isEqualTo("é");
    assertThat(System.getProperty("spark.valora.set")).isEqualTo("before");
    assertThat(System.getProperty("valora.other")).isNull();
  }

  @Test
  void nothingIsReadWithoutAFile() {
    System.clearProperty(FILE);
    Properties properties = (Properties) System.getProperties().clone();
    ThisProcess.readSparkProperties();
    assertThat(System.getProperties()).isEqualTo(properties);
  }

  @Test
  void fileThatCannotBeReadIsNamed() {
    System.setProperty(FILE, folder.resolve("none.conf").toString());
    assertThatThrownBy(ThisProcess::readSparkProperties)
        .hasMessage("Cannot read %1$s/none.conf: it does not exist or is out of reach", folder);
    assertThatThrownBy(() -> read("spark.x = \\u12"))
        .hasMessage("Cannot read %s/spark.conf: Malformed \\uxxxx encoding.", folder);
  }

  @Test
  void storageHasTheSettingsOfTheProperties() throws IOException {
    read("spark.hadoop.fs.defaultFS   file:///\n");
    assertThat(ThisProcess.storage().absolute("/a/b")).isEqualTo("file:/a/b");
    System.setProperty("spark.hadoop.fs.defaultFS", "nothing-like-that:///");
    assertThatThrownBy(() -> ThisProcess.storage().absolute("/a/b"))
        .hasMessageContaining("nothing-like-that");
  }

  private void read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("spark.conf"), text);
    System.setProperty(FILE, file.toString());
    ThisProcess.readSparkProperties();
  }
}
