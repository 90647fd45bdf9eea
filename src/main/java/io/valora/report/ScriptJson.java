package io.valora.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes a tree as JSON that can't end the script element it stands in. */
public final class ScriptJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    MAPPER.getFactory().setCharacterEscapes(new InsideScript());
  }

  private ScriptJson() {}

  public static String of(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts is always written", e);
    }
  }

  /** Writes the characters that could open or close markup as Unicode escapes. */
  private static final class InsideScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    static {
      for (char escaped : new char[] {'<', '>', '&', '\''}) {
        ASCII[escaped] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      boolean lineEnd = character == 0x2028 || character == 0x2029;
      return lineEnd ? new SerializedString("\\u%04x".formatted(character)) : null;
    }
  }
}
