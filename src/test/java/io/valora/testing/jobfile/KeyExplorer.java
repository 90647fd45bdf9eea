package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigKey;
import io.valora.config.ConfigKey.Presence;
import io.valora.config.ConfigSection;
import io.valora.config.KeyShape;
import io.valora.config.Problems;
import io.valora.job.JobConfig;
import io.valora.tasks.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the parsers over a job again and again, opening each optional section and list that they ask
 * for, and collects all keys that they asked for on the way.
 */
final class KeyExplorer {
  private final Map<String, DocumentedKey> found = new LinkedHashMap<>();

  private KeyExplorer() {}

  /** The keys by their paths, in the order in which they were asked for. */
  static Map<String, DocumentedKey> keys(JobTree job) {
    KeyExplorer explorer = new KeyExplorer();
    JobTree tree = job.copy();
    while (explorer.run(tree)) {
      explorer.found.values().forEach(key -> open(tree, key));
    }
    return explorer.found;
  }

  /** Whether one more run over the tree brings new keys. */
  private boolean run(JobTree tree) {
    List<ConfigKey> asked = new ArrayList<>();
    ObjectNode given = tree.copy().root();
    ConfigSection section = new ConfigSection(given, new Problems("job.yaml"), asked::add);
    JobConfig.from(Tasks.ALL, section);
    int before = found.size();
    for (ConfigKey key : asked) {
      String path = key.path().replaceAll("\\[\\d+]", "[]");
      JsonNode usual = JobTree.at(section.resolved(), path);
      boolean absent =
          !tree.has(path)
              && !usual.isMissingNode()
              && isValue(key.shape())
              && key.presence() == Presence.OPTIONAL;
      DocumentedKey seen =
          new DocumentedKey(
              path, key.shape(), key.presence(), Optional.of(usual).filter(node -> absent));
      found.merge(path, seen, (first, again) -> first.usual().isPresent() ? first : again);
    }
    return found.size() > before;
  }

  private static boolean isValue(KeyShape shape) {
    return !(shape instanceof KeyShape.Section
        || shape instanceof KeyShape.Sections
        || shape instanceof KeyShape.ByKey);
  }

  private static void open(JobTree tree, DocumentedKey key) {
    if (key.shape() instanceof KeyShape.Section && !tree.has(key.path())) {
      tree.set(key.path(), JsonNodeFactory.instance.objectNode());
    }
    if (key.shape() instanceof KeyShape.Sections && !tree.has(key.path())) {
      ObjectNode element = JsonNodeFactory.instance.objectNode();
      tree.set(key.path(), JsonNodeFactory.instance.arrayNode().add(element));
    }
  }
}
