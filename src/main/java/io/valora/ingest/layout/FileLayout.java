package io.valora.ingest.layout;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.ingest.lines.Dialect;
import io.valora.schema.Addressing;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Layout of the input files; a record is one line, or one file of a folder per class.
 *
 * @param header whether the first line of each file names its columns
 * @param dialect of lines with cells
 * @param encoding a name that {@link Charset} knows; a byte order mark says more
 */
public record FileLayout(FileFormat format, boolean header, Dialect dialect, String encoding)
    implements Serializable {
  /** No such character. */
  public static final char NONE = Dialect.NONE;

  /**
   * A layout without escape character, comments and skipped lines.
   *
   * @param delimiter what stands between cells; {@link #NONE} when nothing does
   * @param quote what cells are quoted with; {@link #NONE} when nothing quotes
   */
  public FileLayout(
      FileFormat format, boolean header, char delimiter, char quote, String encoding) {
    this(
        format,
        header,
        Dialect.of(delimiter == NONE ? "" : String.valueOf(delimiter), quote),
        encoding);
  }

  /** The layout of a table, which has no files. */
  public static final FileLayout OF_TABLE =
      new FileLayout(FileFormat.TABLE, false, NONE, NONE, "UTF-8");

  /** Reads format, header, dialect and encoding, noting problems in the section. */
  public static FileLayout from(ConfigSection section) {
    FileFormat format =
        EnumNames.constant(
            FileFormat.class,
            section.word("format", FileFormat.ofFiles(), EnumNames.nameOf(FileFormat.CSV)));
    boolean header = section.flag("header", format.isDelimited());
    if (header && !format.isDelimited()) {
      section.invalid("header", true, "must be left out or false for " + EnumNames.nameOf(format));
    }
    Dialect dialect = new LineDialectConfig(section, format).read();
    return new FileLayout(format, header && format.isDelimited(), dialect, encoding(section));
  }

  /** The addressing mode of columns in these files. */
  public Addressing addressing() {
    return switch (format) {
      case CSV, TSV -> header ? Addressing.HEADER : Addressing.POSITION;
      case JSON_LINES -> Addressing.KEY;
      case FOLDER_PER_CLASS -> Addressing.FILE;
      case PARQUET, ORC, AVRO, TABLE -> Addressing.FIELD;
    };
  }

  public Charset charset() {
    return Charset.forName(encoding);
  }

  /** Lines are found by the byte of a line feed; UTF-16 becomes UTF-8 before. */
  private static String encoding(ConfigSection section) {
    String name = section.text("encoding", "UTF-8");
    Optional<Charset> charset = charset(name);
    boolean usable =
        charset.filter(Charset::canEncode).isPresent()
            && (charset.get().name().startsWith("UTF-16")
                || Arrays.equals("a,\n".getBytes(charset.get()), new byte[] {'a', ',', '\n'}));
    if (!usable) {
      section.invalid(
          "encoding",
          name,
          "must be UTF-16, or an encoding that extends ASCII: UTF-8, ISO-8859-1, …");
      return "UTF-8";
    }
    return name;
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
