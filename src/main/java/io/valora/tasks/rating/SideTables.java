package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.USER;

import io.valora.config.ConfigSection;
import io.valora.features.side.SideConfig;
import io.valora.ingest.IngestConfig;
import io.valora.job.AuxiliaryInput;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The section {@code side-tables}: attributes of users and items.
 *
 * @param users by the column user
 * @param items by the column item
 */
public record SideTables(Optional<SideTable> users, Optional<SideTable> items) {
  /** Side table: its input and the features of its columns. */
  public record SideTable(AuxiliaryInput input, SideConfig features) {}

  static final SideTables NONE = new SideTables(Optional.empty(), Optional.empty());

  /** The tables that there are. */
  List<AuxiliaryInput> inputs() {
    return Stream.concat(users.stream(), items.stream()).map(SideTable::input).toList();
  }

  static SideTables from(ConfigSection section) {
    return new SideTables(optional(section, "users", USER), optional(section, "items", ITEM));
  }

  private static Optional<SideTable> optional(ConfigSection sides, String name, String id) {
    return sides.optionalSection(name).map(section -> table(section, name, id));
  }

  private static SideTable table(ConfigSection section, String name, String id) {
    String key = SideConfig.key(section, id);
    IngestConfig ingest = IngestConfig.ofSideTable(section, key);
    return new SideTable(
        new AuxiliaryInput(name, ingest), SideConfig.from(section, key, ingest.schema()));
  }
}
