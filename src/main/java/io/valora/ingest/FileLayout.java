package io.valora.ingest;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.schema.Addressing;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Layout of the input files; a record is one line, or one file of a folder per class.
 *
 * @param header whether the first line of each file names its columns
 * @param delimiter what stands between cells; {@link #NONE} when nothing does
 * @param quote what cells are quoted with; {@link #NONE} when nothing quotes
 * @param encoding a name that {@link Charset} knows
 */
public record FileLayout(
    FileFormat format, boolean header, char delimiter, char quote, String encoding)
    implements Serializable {
  /** No such character. */
  public static final char NONE = '\0';

  private static final String NO_QUOTE = "none";

  /** Reads format, header, delimiter, quote and encoding, noting problems in the section. */
  static FileLayout from(ConfigSection section) {
    FileFormat format = section.choice("format", FileFormat.class, FileFormat.CSV);
    boolean header = section.flag("header", format.isDelimited());
    if (header && !format.isDelimited()) {
      section.invalid("header", true, "must be left out or false for " + EnumNames.nameOf(format));
    }
    char delimiter = delimiter(section, format);
    char quote = quote(section, format);
    if (delimiter != NONE && delimiter == quote) {
      section.invalid("quote", quote, "must differ from the delimiter");
    }
    return new FileLayout(
        format, header && format.isDelimited(), delimiter, quote, encoding(section));
  }

  /** The addressing mode of columns in these files. */
  Addressing addressing() {
    return switch (format) {
      case CSV, TSV -> header ? Addressing.HEADER : Addressing.POSITION;
      case JSON_LINES -> Addressing.KEY;
      case FOLDER_PER_CLASS -> Addressing.FILE;
    };
  }

  Charset charset() {
    return Charset.forName(encoding);
  }

  private static char delimiter(ConfigSection section, FileFormat format) {
    String text = section.text("delimiter", format.defaultDelimiter());
    if (!format.isDelimited()) {
      if (!text.isEmpty()) {
        section.invalid("delimiter", text, mustBeLeftOut(format));
      }
      return NONE;
    }
    if (!isOneCharacter(text)) {
      section.invalid("delimiter", text, "must be one character");
      return format.defaultDelimiter().charAt(0);
    }
    return text.charAt(0);
  }

  private static char quote(ConfigSection section, FileFormat format) {
    String text = section.text("quote", format.defaultQuote());
    if (text.equals(NO_QUOTE)) {
      return NONE;
    }
    if (!format.isDelimited()) {
      section.invalid("quote", text, mustBeLeftOut(format));
      return NONE;
    }
    if (!isOneCharacter(text)) {
      section.invalid("quote", text, "must be one character or none");
      return NONE;
    }
    return text.charAt(0);
  }

  private static String mustBeLeftOut(FileFormat format) {
    return "must be left out for " + EnumNames.nameOf(format);
  }

  private static boolean isOneCharacter(String text) {
    return text.length() == 1 && "\r\n\0".indexOf(text.charAt(0)) < 0;
  }

  /**
   * Lines are found by the byte of a line feed, so UTF-16 and other wide encodings can't be read.
   */
  private static String encoding(ConfigSection section) {
    String name = section.text("encoding", "UTF-8");
    Optional<Charset> charset = charset(name);
    boolean usable =
        charset.filter(Charset::canEncode).isPresent()
            && Arrays.equals("a,\n".getBytes(charset.get()), new byte[] {'a', ',', '\n'});
    if (!usable) {
      section.invalid(
          "encoding", name, "must be an encoding that extends ASCII: UTF-8, ISO-8859-1, …");
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
