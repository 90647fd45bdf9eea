package io.valora.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * YAML of plain values: one document without tags, anchors and aliases, of at most {@link
 * #MOST_CHARACTERS} and nested at most {@link #DEEPEST} deep. A tag could name a class, and aliases
 * of aliases grow without end; Jackson would drop the one and read the other as a text.
 */
final class PlainYaml {
  static final int MOST_CHARACTERS = 1 << 20;
  static final int DEEPEST = 50;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .loaderOptions(options())
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();
  private static final ObjectMapper YAML =
      new ObjectMapper(FACTORY)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PlainYaml() {}

  /**
   * @return a missing node for an empty text
   * @throws JsonProcessingException whose first line says what is wrong, with its place
   */
  static JsonNode read(String text) throws JsonProcessingException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      refuse(parser, text.length() > MOST_CHARACTERS, "more than a million characters");
      int depth = 0;
      boolean ended = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        refuse(parser, ended, "a second document behind ---");
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        ended = depth == 0;
        refuse(parser, depth > DEEPEST, "a depth of more than " + DEEPEST);
        refuse(parser, parser.getTypeId() != null, "the tag " + tag(parser));
        refuse(parser, parser.isCurrentAlias(), "the alias *" + parser.getText());
        refuse(parser, parser.getObjectId() != null, "the anchor &" + parser.getObjectId());
      }
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("a text can always be read", e);
    } catch (YAMLException | IllegalArgumentException e) {
      throw new JacksonYAMLParseException(null, String.valueOf(e.getMessage()), e);
    }
  }

  /** Without quotes where a text needs none. */
  static String write(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree can always be written", e);
    }
  }

  private static String tag(YAMLParser parser) throws IOException {
    return "!" + String.valueOf(parser.getTypeId()).replace("tag:yaml.org,2002:", "!");
  }

  private static void refuse(YAMLParser parser, boolean found, String what)
      throws JsonProcessingException {
    if (found) {
      throw new JacksonYAMLParseException(
          parser, "it has " + what + "; a job file is made of plain values", null);
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    return options;
  }
}
