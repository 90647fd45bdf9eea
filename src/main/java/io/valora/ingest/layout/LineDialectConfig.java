package io.valora.ingest.layout;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.ingest.lines.Dialect;

/** Reads the dialect of delimited lines, noting problems in the section. */
final class LineDialectConfig {
  private static final String NONE = "none";
  private static final int LONGEST_DELIMITER = 8;

  private final ConfigSection section;
  private final FileFormat format;

  LineDialectConfig(ConfigSection section, FileFormat format) {
    this.section = section;
    this.format = format;
  }

  /** The dialect; with the format's defaults for whatever a problem was noted about. */
  Dialect read() {
    String delimiter = delimiter();
    char quote = character("quote", format.defaultQuote());
    char escape = character("escape", NONE);
    if (isIn(delimiter, quote)) {
      section.invalid("quote", quote, "must differ from the delimiter");
    }
    if (isIn(delimiter, escape)) {
      section.invalid("escape", escape, "must differ from the delimiter");
    }
    // A quote that escapes itself is a doubled quote, which always stands for one.
    return new Dialect(
        delimiter, quote, escape == quote ? Dialect.NONE : escape, comment(), skippedLines());
  }

  private static boolean isIn(String delimiter, char character) {
    return character != Dialect.NONE && delimiter.indexOf(character) >= 0;
  }

  private String delimiter() {
    String text = section.text("delimiter", format.defaultDelimiter());
    if (!format.isDelimited()) {
      refuseUnless("delimiter", text, text.isEmpty());
      return "";
    }
    boolean usable = !text.isEmpty() && text.length() <= LONGEST_DELIMITER && hasNoLineBreak(text);
    if (!usable) {
      section.invalid("delimiter", text, "must be one to eight characters, such as ; or ::");
      return format.defaultDelimiter();
    }
    return text;
  }

  private char character(String key, String fallback) {
    String text = section.text(key, fallback);
    if (text.equals(NONE)) {
      return Dialect.NONE;
    }
    if (!format.isDelimited()) {
      refuseUnless(key, text, false);
      return Dialect.NONE;
    }
    if (text.length() != 1 || !hasNoLineBreak(text)) {
      section.invalid(key, text, "must be one character or none");
      return Dialect.NONE;
    }
    return text.charAt(0);
  }

  private String comment() {
    String text = section.text("comment", NONE);
    if (text.equals(NONE)) {
      return "";
    }
    refuseUnless("comment", text, format.isDelimited());
    if (text.isBlank() || !hasNoLineBreak(text)) {
      section.invalid("comment", text, "must be the characters that comments begin with, or none");
    }
    return text;
  }

  private int skippedLines() {
    int lines = section.integer("skip-lines", 0, 0);
    refuseUnless("skip-lines", lines, lines == 0 || format.isDelimited());
    return lines;
  }

  private void refuseUnless(String key, Object value, boolean allowed) {
    if (!allowed) {
      section.invalid(key, value, "must be left out for " + EnumNames.nameOf(format));
    }
  }

  private static boolean hasNoLineBreak(String text) {
    return text.chars().noneMatch(next -> next == '\r' || next == '\n' || next == '\0');
  }
}
