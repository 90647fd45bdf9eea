package io.valora.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.job.tuning.TuningConfig;
import io.valora.job.tuning.TuningSetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of a job's search space, each parsed as a job file of its own. */
final class TuningSettings {
  private TuningSettings() {}

  /**
   * Distinct settings in the order of the search; notes their problems, each once.
   *
   * @param tree of the job file, without defaults
   */
  static List<TuningSetting> of(
      List<Task> tasks, ObjectNode tree, TuningConfig tuning, Problems problems) {
    Set<String> messages = new LinkedHashSet<>();
    Set<ObjectNode> seen = new HashSet<>();
    List<TuningSetting> settings = new ArrayList<>();
    for (ObjectNode changes : tuning.points()) {
      ObjectNode changed = tree.deepCopy().without(TuningConfig.TUNING);
      changes.fields().forEachRemaining(one -> JobText.set(changed, one.getKey(), one.getValue()));
      Problems found = new Problems(TuningConfig.TUNING);
      ConfigSection section = new ConfigSection(changed, found);
      JobConfig.from(tasks, section);
      section.rejectUnknownKeys();
      found.messages().forEach(message -> messages.add(located(message, changes)));
      if (seen.add(section.resolved())) {
        settings.add(new TuningSetting(changes, section.resolved()));
      }
    }
    messages.forEach(problems::add);
    return settings;
  }

  /** The problem at the key of the space, or, where it is at another key, with the setting. */
  private static String located(String message, ObjectNode changes) {
    for (String key : (Iterable<String>) changes::fieldNames) {
      Matcher own =
          Pattern.compile("(Invalid|Unknown key) (%s([: ].*)?)".formatted(Pattern.quote(key)))
              .matcher(message);
      if (own.matches()) {
        return "%s %s.space.%s".formatted(own.group(1), TuningConfig.TUNING, own.group(2));
      }
    }
    return "%s, in the setting %s of tuning.space".formatted(message, changes);
  }
}
