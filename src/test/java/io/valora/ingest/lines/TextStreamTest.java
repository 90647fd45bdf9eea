package io.valora.ingest.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TextStreamTest {
  private static final String TEXT = "user,item\nñ,1\n".repeat(2_000);

  @FunctionalInterface
  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  @Test
  void everyCompressionIsToldByTheFirstBytes() throws IOException {
    assertThat(read(packed(GZIPOutputStream::new))).isEqualTo(TEXT);
    assertThat(read(packed(BZip2CompressorOutputStream::new))).isEqualTo(TEXT);
    assertThat(read(packed(out -> new XZOutputStream(out, new LZMA2Options(0))))).isEqualTo(TEXT);
    assertThat(read(Zstd.compress(TEXT.getBytes(UTF_8)))).isEqualTo(TEXT);
    assertThat(read(zip("r.csv"))).isEqualTo(TEXT);
    assertThat(read(zip("__MACOSX/._r.csv", "r.csv"))).isEqualTo(TEXT);
    assertThat(read(TEXT.getBytes(UTF_8))).isEqualTo(TEXT);
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void gzipFilesBehindOneAnotherAreReadWhole() throws IOException {
    byte[] one = packed(GZIPOutputStream::new);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    assertThat(read(two)).isEqualTo(TEXT + TEXT);
  }

  @Test
  void filesWithoutTheirEndAreRefused() throws IOException {
    assertCut(packed(GZIPOutputStream::new), "gzip");
    assertCut(packed(BZip2CompressorOutputStream::new), "bzip2");
    assertCut(packed(out -> new XZOutputStream(out, new LZMA2Options(0))), "xz");
    assertCut(Zstd.compress(TEXT.getBytes(UTF_8)), "Zstandard");
    assertCut(zip("r.csv"), "zip");
  }

  @Test
  void archivesOfSeveralFilesAreRefused() throws IOException {
    byte[] two = zip("a.csv", "b.csv");
    assertThatThrownBy(() -> read(two))
        .hasMessage("it is a zip archive of several files, such as a.csv and b.csv (unpack it)");
    byte[] workbook = zip("[Content_Types].xml", "xl/workbook.xml");
    assertThatThrownBy(() -> read(workbook))
        .hasMessage("it is an Office document, such as an Excel workbook (export it as CSV)");
    assertThatThrownBy(() -> read(zip())).hasMessage("it is a zip archive without files, not text");
    assertThatThrownBy(() -> read(zip("folder/"))).hasMessage("it is a zip archive without files");
    assertThatThrownBy(() -> TextStream.requireSingleFile(new ByteArrayInputStream(two)))
        .isInstanceOf(UnreadableFileException.class);
  }

  @Test
  void wideEncodingsWithoutAMarkAndOf32BitsAreNamedWithTheRemedy() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThatThrownBy(() -> read("user,item\nu,caf\u00e9\n".getBytes(charset)))
          .hasMessage("it is UTF-16 without a byte order mark (set encoding: UTF-16)");
    }
    assertThatThrownBy(() -> read(HexFormat.of().parseHex("fffe00007500000073000000")))
        .hasMessage("it is UTF-32 text (save it as UTF-8)");
  }

  @Test
  void otherFormatsAreRefusedByTheirName() {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex("504152310015041c")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("it is a Parquet file, not text");
  }

  @Test
  void lettersThatOtherFormatsBeginWithAreText() throws IOException {
    for (String text : new String[] {"ORCID,name\n", "PAR1,x\n", "BZhang,1\n", "xñ^,2\n"}) {
      assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
    }
  }

  @Test
  void aByteOrderMarkSaysTheEncodingWhateverIsDeclared() throws IOException {
    assertThat(read(("\uFEFF" + TEXT).getBytes(UTF_16LE))).isEqualTo(TEXT);
    assertThat(read(("\uFEFF" + TEXT).getBytes(UTF_16BE))).isEqualTo(TEXT);
    try (TextStream stream =
        TextStream.open(new ByteArrayInputStream("\uFEFFa".getBytes(UTF_8)), ISO_8859_1)) {
      assertThat(stream.charset()).isEqualTo(UTF_8);
      assertThat(stream.isVerbatim()).isFalse();
      assertThat(stream.markBytes()).isEqualTo(3);
    }
  }

  @Test
  void utf16WithoutAMarkIsReadWhereItIsDeclared() throws IOException {
    for (byte[] bytes : new byte[][] {TEXT.getBytes(UTF_16LE), TEXT.getBytes(UTF_16BE)}) {
      try (TextStream stream = TextStream.open(new ByteArrayInputStream(bytes), UTF_16)) {
        assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void halfACharacterOfUtf16IsNoUtf8() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("fffe6100" + "00d8" + "6200" + "63");
    try (TextStream stream = TextStream.open(new ByteArrayInputStream(bytes), UTF_8)) {
      assertThat(HexFormat.of().formatHex(stream.readAllBytes())).isEqualTo("61ffff");
      assertThat(stream.encoding()).isEqualTo("UTF-16LE");
    }
  }

  private static void assertCut(byte[] whole, String label) {
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("it is not a whole and valid " + label + " file (");
  }

  private static String read(byte[] bytes) throws IOException {
    TextStream stream = TextStream.open(new ByteArrayInputStream(bytes), UTF_8);
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw stream.damage(e);
    }
  }

  private static byte[] packed(Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(bytes)) {
      out.write(TEXT.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(TEXT.getBytes(UTF_8));
        }
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
