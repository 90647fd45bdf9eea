package io.valora.features.fit.vectors;

import static io.valora.features.fit.vectors.VectorFiles.STORAGE;
import static io.valora.features.fit.vectors.VectorFormat.BY_CONTENT;
import static io.valora.features.fit.vectors.VectorFormat.GLOVE;
import static io.valora.features.fit.vectors.VectorFormat.WORD2VEC_BINARY;
import static io.valora.features.fit.vectors.VectorFormat.WORD2VEC_TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.text.TextEncoder;
import io.valora.testing.features.Terms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorFileTest {
  private static final Map<String, float[]> GOLDEN = golden();

  private static TextEncoder encoder;

  @TempDir private Path folder;

  @BeforeAll
  static void fit() {
    encoder = Terms.encoder(Terms.WORDS, "film good unheard !", "film good", "film");
  }

  @ParameterizedTest
  @EnumSource(VectorFormat.class)
  void allFormatsGiveTheSameVectorsToTheSameRows(VectorFormat format) throws IOException {
    byte[] content = content(format == BY_CONTENT ? WORD2VEC_BINARY : format);
    String uri = VectorFiles.write(folder, "vectors", content);

    TermVectors vectors = new VectorFile(uri, format, 3).read(STORAGE, encoder);

    assertThat(vectors.rows()).isEqualTo(encoder.tableRows()).isEqualTo(5);
    assertThat(vectors.known()).isEqualTo(3);
    assertThat(vectors.byRow()[encoder.rowOf("film")]).containsExactly(1, -2.5f, 0.3f);
    assertThat(vectors.byRow()[encoder.rowOf("good")]).containsExactly(-0.125f, 0, 4);
    assertThat(vectors.byRow()[encoder.rowOf("\u2757")]).containsExactly(0.5f, 0.25f, -1);
    assertThat(vectors.byRow()[encoder.rowOf("unheard")]).isNull();
    assertThat(vectors.byRow()[0]).isNull();
  }

  @Test
  void formatsAreToldByTheContentAndGzipByTheName() throws IOException {
    for (VectorFormat format : new VectorFormat[] {WORD2VEC_TEXT, WORD2VEC_BINARY, GLOVE}) {
      byte[] content = content(format);
      assertThat(VectorFiles.formatOf(content)).isEqualTo(format);
      String plain = VectorFiles.write(folder, "plain", content);
      String zipped = VectorFiles.write(folder, "zipped.gz", VectorFiles.gzip(content));

      assertThat(new VectorFile(zipped, BY_CONTENT, 3).read(STORAGE, encoder))
          .hasToString(new VectorFile(plain, format, 3).read(STORAGE, encoder).toString());
    }
    byte[] zeros = VectorFiles.binary(300, Map.of("zero", new float[300]), "");
    assertThat(VectorFiles.formatOf(zeros)).isEqualTo(WORD2VEC_BINARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void binaryVectorsMayEndTheirLine(String end) throws IOException {
    Map<String, float[]> lineEnds = new LinkedHashMap<>();
    lineEnds.put("good", bits(0x0A0A0A0A, 0x20202020));
    lineEnds.put("film", bits(0x0A200A20, 0x0A0A0A0A));
    String uri = VectorFiles.write(folder, "v", VectorFiles.binary(2, lineEnds, end));

    TermVectors vectors = new VectorFile(uri, BY_CONTENT, 2).read(STORAGE, encoder);

    assertThat(vectors.byRow()[encoder.rowOf("good")]).containsExactly(lineEnds.get("good"));
    assertThat(vectors.byRow()[encoder.rowOf("film")]).containsExactly(lineEnds.get("film"));
  }

  @Test
  void aWordThatIsWrittenLikeTheTermComesBeforeOneInOtherLetters() throws IOException {
    assertThat(filmIn("Film 1 1\nFILM 2 2\n")).containsExactly(1, 1);
    assertThat(filmIn("Film 1 1\nfilm 2 2\nfilm 3 3\n")).containsExactly(2, 2);
    assertThat(filmIn("film 2 2\nFilm 1 1\n")).containsExactly(2, 2);
    assertThat(filmIn("film 2 2\nfilm-club 1 1\na film 4 4\n\n")).containsExactly(2, 2);
  }

  @Test
  void onlyVectorsOfTermsAreParsed() throws IOException {
    assertThat(filmIn("film 2 2\nother 1 oops\n")).containsExactly(2, 2);
  }

  @Test
  void aLineOfAnotherDimensionIsNamed() throws IOException {
    assertRefused(WORD2VEC_TEXT, "3 2\nthe 1 2\nfilm 1 2 3\n", "line 3 has 3 numbers, not 2");
    assertRefused(WORD2VEC_TEXT, "3 2\nthe 1 2\nfilm 1\n", "line 3 has 1 numbers, not 2");
    assertRefused(GLOVE, "the 1 2\nfilm 1\n", "line 2 has 1 numbers, not 2");
    assertRefused(GLOVE, "the 1 2\nfilm 1 2\nlast", "line 3 has 0 numbers, not 2");
  }

  @Test
  void whatIsNoNumberIsNamed() throws IOException {
    assertRefused(GLOVE, "the 1 2\nfilm 1 2,5\n", "line 2 has 2,5 where a number must be");
    assertRefused(WORD2VEC_TEXT, "1 2\nfilm NaN 2\n", "line 2 has NaN where a number must be");
    Map<String, float[]> infinite = Map.of("film", new float[] {1, Float.POSITIVE_INFINITY});
    assertRefused(
        WORD2VEC_BINARY,
        VectorFiles.binary(2, infinite, ""),
        "word 1 has Infinity where a number must be");
  }

  @Test
  void aFileThatEndsTooEarlySaysWhere() throws IOException {
    byte[] binary = content(WORD2VEC_BINARY);
    String inside = "it ends inside word 6 of 6";
    assertRefused(WORD2VEC_BINARY, 3, Arrays.copyOf(binary, binary.length - 3), inside);
    assertRefused(WORD2VEC_BINARY, 3, Arrays.copyOf(binary, binary.length - 16), inside);
    assertRefused(WORD2VEC_BINARY, new byte[0], "it has no first line");
    assertRefused(WORD2VEC_TEXT, "7 2\nfilm 1 2\n", "it ends after 1 of 7 words");
    assertRefused(GLOVE, "", "it is empty");
    byte[] zipped = VectorFiles.gzip(content(GLOVE));
    String uri = VectorFiles.write(folder, "half.gz", Arrays.copyOf(zipped, zipped.length / 2));
    assertThatThrownBy(() -> new VectorFile(uri, GLOVE, 3).read(STORAGE, encoder))
        .hasMessage("Cannot read vectors %s: Unexpected end of ZLIB input stream", uri);
  }

  @Test
  void whatIsAnotherFormatIsRefused() throws IOException {
    String header = "its first line is not the number of words and the dimension of their vectors";
    assertRefused(WORD2VEC_TEXT, "film 1 2\n", header);
    assertRefused(WORD2VEC_BINARY, "film 1 2\n", header);
    assertRefused(WORD2VEC_TEXT, "0 2\n", header);
    assertRefused(WORD2VEC_TEXT, "5 99999999999\n", header);
    assertRefused(GLOVE, "a text of words\n", "line 1 is not a word and its numbers");
    assertRefused(GLOVE, "film\n", "line 1 is not a word and its numbers");
    String endless = "1 2\n" + "x".repeat(10_001);
    assertRefused(WORD2VEC_BINARY, endless, "word 1 has more than 10,000 bytes");
  }

  @Test
  void vectorsOfAnotherDimensionAreRefusedBeforeTheyAreRead() throws IOException {
    String uri = VectorFiles.write(folder, "v", "film 1 2\nfilm oops\n".getBytes(UTF_8));
    String message =
        "Cannot read vectors %s: its vectors have 2 numbers (network.embedding-dimension is 3)";

    assertThatThrownBy(() -> new VectorFile(uri, GLOVE, 3).check(STORAGE)).hasMessage(message, uri);
    new VectorFile(uri, GLOVE, 2).check(STORAGE);
  }

  @Test
  void aFileWithoutAnyTermOfTrainIsRefused() throws IOException {
    assertRefused(GLOVE, "the 1 2\nof 1 2\n", "none of its 2 words is a term of train");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String uri = folder.resolve("absent").toUri().toString();
    assertThatThrownBy(() -> new VectorFile(uri, GLOVE, 3).check(STORAGE))
        .hasMessage("Cannot read %s: it does not exist or is out of reach", uri);
  }

  private float[] filmIn(String glove) throws IOException {
    String uri = VectorFiles.write(folder, "film", glove.getBytes(UTF_8));
    return new VectorFile(uri, GLOVE, 2).read(STORAGE, encoder).byRow()[encoder.rowOf("film")];
  }

  private void assertRefused(VectorFormat format, String content, String reason)
      throws IOException {
    assertRefused(format, content.getBytes(UTF_8), reason);
  }

  private void assertRefused(VectorFormat format, byte[] content, String reason)
      throws IOException {
    assertRefused(format, 2, content, reason);
  }

  private void assertRefused(VectorFormat format, int dimension, byte[] content, String reason)
      throws IOException {
    String uri = VectorFiles.write(folder, "bad", content);
    assertThatThrownBy(() -> new VectorFile(uri, format, dimension).read(STORAGE, encoder))
        .isInstanceOfSatisfying(
            JobException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.DATA_REJECTED))
        .hasMessage("Cannot read vectors %s: %s", uri, reason);
  }

  private static byte[] content(VectorFormat format) throws IOException {
    return switch (format) {
      case WORD2VEC_TEXT -> VectorFiles.golden("word2vec.txt");
      case GLOVE -> VectorFiles.golden("glove.txt");
      default -> VectorFiles.binary(3, GOLDEN, "\n");
    };
  }

  private static Map<String, float[]> golden() {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    vectors.put("the", new float[] {0.1f, 0.2f, 0.3f});
    vectors.put("Film", new float[] {9, 9, 9});
    vectors.put("film", new float[] {1, -2.5f, 0.3f});
    vectors.put("co-op", new float[] {7, 7, 7});
    vectors.put("good", new float[] {-0.125f, 0, 4});
    vectors.put("!", new float[] {0.5f, 0.25f, -1});
    return vectors;
  }

  /** Numbers whose bytes are spaces and line ends. */
  private static float[] bits(int... bits) {
    float[] numbers = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      numbers[i] = Float.intBitsToFloat(bits[i]);
    }
    return numbers;
  }
}
