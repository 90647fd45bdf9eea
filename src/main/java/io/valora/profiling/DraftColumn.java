package io.valora.profiling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Column of a job file that is being written.
 *
 * @param name in the job
 * @param keys further keys, such as {@code type: double}; empty for none
 * @param required whether a row without a value is bad
 * @param comment the reason behind the guess
 */
record DraftColumn(
    String name, ColumnProfile profile, String keys, boolean required, String comment) {
  private static final Set<String> RESERVED = Set.of("row_key", "part");

  /** A column of the type that its cells have. */
  static DraftColumn typed(String name, ColumnProfile profile, boolean required) {
    return new DraftColumn(name, profile, profile.type().keys(), required, described(profile));
  }

  /** A column of texts, whatever its cells look like: ids keep their leading zeros. */
  static DraftColumn text(String name, ColumnProfile profile) {
    return new DraftColumn(name, profile, "", true, described(profile));
  }

  DraftColumn with(String moreKeys, String otherComment) {
    String all = keys.isEmpty() ? moreKeys : keys + ", " + moreKeys;
    return new DraftColumn(name, profile, all, required, otherComment);
  }

  /** The entry of the list of columns. */
  Line line() {
    List<String> parts = new ArrayList<>();
    parts.add("name: " + YamlText.of(name));
    if (profile.name().isEmpty()) {
      parts.add("position: " + profile.position());
    } else if (!profile.name().equals(name)) {
      parts.add("source: " + YamlText.of(profile.name()));
    }
    if (!keys.isEmpty()) {
      parts.add(keys);
    }
    if (!required) {
      parts.add("required: false");
    }
    return new Line("- {" + String.join(", ", parts) + "}", comment);
  }

  /** A name that a job file may have, made of the column's own. */
  static String nameOf(ColumnProfile profile, Set<String> taken) {
    String name =
        profile
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (name.isEmpty() || profile.name().isEmpty()) {
      name = "column_" + profile.position();
    }
    if (!Character.isLetter(name.charAt(0))
        || RESERVED.contains(name)
        || name.startsWith("source_")) {
      name = "the_" + name;
    }
    String free = name;
    for (int number = 2; taken.contains(free); number++) {
      free = name + "_" + number;
    }
    return free;
  }

  static String described(ColumnProfile profile) {
    String said =
        "%,d different values, such as %s"
            .formatted(profile.distinct(), String.join(", ", profile.examples(2)));
    if (profile.missing() > 0) {
      said += "; %,d are missing".formatted(profile.missing());
    }
    if (!profile.misfits().isEmpty()) {
      said += "; not of this type: " + String.join(", ", profile.misfits());
    }
    return said;
  }
}
