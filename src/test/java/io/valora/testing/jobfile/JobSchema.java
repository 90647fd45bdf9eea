package io.valora.testing.jobfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.KeyShape;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema (draft 2020-12) of job files: one definition a task, and in sections whose keys
 * depend on a choice one branch a word.
 */
final class JobSchema {
  private final KeyTexts texts;

  JobSchema(KeyTexts texts) {
    this.texts = texts;
  }

  /** The schema as it is stored. */
  String text(List<TaskKeys> tasks) {
    ObjectNode root = node();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Job file of Valora");
    root.put("description", "Made by JobFilePagesTest from the keys that the parsers ask for.");
    root.put("type", "object");
    ArrayNode words = root.putObject("properties").putObject("task").putArray("enum");
    ArrayNode branches = root.putArray("allOf");
    ObjectNode definitions = node();
    for (TaskKeys keys : tasks) {
      words.add(keys.task());
      ObjectNode branch = branches.addObject();
      ifIs(branch, keys.keys().get("task"), keys.task());
      branch.putObject("then").put("$ref", "#/$defs/" + keys.task());
      definitions.set(keys.task(), new Branch(keys, keys.keys(), texts).section(""));
    }
    root.set("$defs", SharedDefinitions.of(definitions));
    return printed(root);
  }

  private static String printed(ObjectNode root) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An absent choice is its default, so the condition asks for the key with the other words. */
  private static void ifIs(ObjectNode branch, DocumentedKey choice, String word) {
    ObjectNode condition = branch.putObject("if");
    condition.putObject("properties").putObject(choice.name()).put("const", word);
    if (!choice.usual().map(usual -> usual.asText().equals(word)).orElse(false)) {
      condition.putArray("required").add(choice.name());
    }
  }

  /** The keys of one task with one set of choices. */
  private record Branch(TaskKeys task, Map<String, DocumentedKey> keys, KeyTexts texts) {
    /** A section: its keys, or where they depend on a choice those of each word. */
    ObjectNode section(String path) {
      List<DocumentedKey> children =
          keys.values().stream().filter(key -> key.section().equals(path)).toList();
      for (DocumentedKey key : children) {
        if (keys == task.keys() && task.switches().contains(key.path())) {
          return switched(path, key);
        }
      }
      ObjectNode schema = node().put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      children.forEach(key -> properties.set(key.name(), property(key)));
      if (children.stream().anyMatch(DocumentedKey::isRequired)) {
        ArrayNode required = schema.putArray("required");
        children.stream()
            .filter(DocumentedKey::isRequired)
            .forEach(key -> required.add(key.name()));
      }
      return schema.put("additionalProperties", false);
    }

    private ObjectNode switched(String path, DocumentedKey choice) {
      ObjectNode schema = node().put("type", "object");
      schema.putObject("properties").set(choice.name(), property(choice));
      ArrayNode branches = schema.putArray("allOf");
      task.options()
          .get(choice.path())
          .forEach(
              (word, made) -> {
                ObjectNode branch = branches.addObject();
                ifIs(branch, choice, word);
                branch.set("then", new Branch(task, made, texts).section(path));
              });
      return schema;
    }

    private ObjectNode property(DocumentedKey key) {
      ObjectNode schema = shape(key);
      String meaning = texts.meaning(task.task(), key.path());
      if (!meaning.isEmpty()) {
        schema.put("description", meaning.replace("`", ""));
      }
      if (texts.usual(task.task(), key.path()).isEmpty()) {
        key.usual().ifPresent(usual -> schema.set("default", usual));
      }
      return schema;
    }

    private ObjectNode shape(DocumentedKey key) {
      if (key.shape() instanceof KeyShape.Section) {
        ObjectNode section = section(key.path());
        return keys.containsKey(key.path() + ".include") ? orNone(section) : section;
      }
      if (key.shape() instanceof KeyShape.Sections) {
        ObjectNode list = node().put("type", "array");
        list.set("items", section(key.path() + "[]"));
        return key.isRequired() ? list.put("minItems", 1) : list;
      }
      return SchemaShapes.of(key.shape());
    }

    /** An empty list stands for a section that includes nothing. */
    private static ObjectNode orNone(ObjectNode section) {
      ObjectNode either = node();
      either.putArray("anyOf").add(section).add(node().put("type", "array").put("maxItems", 0));
      return either;
    }
  }
}
