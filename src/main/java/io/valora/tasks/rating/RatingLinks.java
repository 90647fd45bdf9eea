package io.valora.tasks.rating;

import static org.apache.spark.sql.functions.col;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.features.fit.side.SideEncoder;
import io.valora.features.fit.side.SideEntries;
import io.valora.job.TrainingContext;
import io.valora.networks.FactorLink;
import io.valora.networks.LinkKind;
import io.valora.tasks.rating.SideTables.SideTable;
import io.valora.tower.EntryLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Links from users and items to additional features: the items that a user rated in train, and side
 * columns.
 *
 * @param sides that the network learns from
 */
record RatingLinks(TrainingContext context, Set<LinkKind> kinds, SideTables sides) {
  private static final int USERS = 0;
  private static final int ITEMS = 1;

  /**
   * @param train the rows to train on
   */
  List<FactorLink> of(Dataset<Row> train, RatingEncoder encoder) {
    try (SideBySide works = new SideBySide()) {
      List<Part<FactorLink>> links = new ArrayList<>();
      if (kinds.contains(LinkKind.RATED_ITEMS)) {
        links.add(works.start(() -> rated(train, encoder)));
      }
      sides
          .users()
          .map(side -> works.start(() -> link(USERS, side, encoder.users())))
          .ifPresent(links::add);
      sides
          .items()
          .map(side -> works.start(() -> link(ITEMS, side, encoder.items())))
          .ifPresent(links::add);
      return links.stream().map(Part::get).toList();
    }
  }

  private static FactorLink rated(Dataset<Row> train, RatingEncoder encoder) {
    SideEntries rated = SideEntries.ratedBy(encoder.encode(train), encoder.users().size());
    return new FactorLink(USERS, encoder.items().size() + 1, lists(rated));
  }

  /** Ids of the side tables. */
  RatingEncoder.SideIds ids() {
    return new RatingEncoder.SideIds(sides.users().map(this::ids), sides.items().map(this::ids));
  }

  private Dataset<Row> ids(SideTable side) {
    return context.auxiliary(side.input()).select(col(side.features().key()).as(Vocabulary.ID));
  }

  private FactorLink link(int by, SideTable table, Vocabulary ids) {
    String name = table.input().name();
    Dataset<Row> side = context.auxiliary(table.input());
    SideEncoder fitted = SideEncoder.fit(side, ids, table.features());
    SideEncoder encoder =
        new SideEncoder(
            table.features(),
            fitted.vocabulary().write(context.fitted().vocabulary("side/" + name)));
    SideEntries entries = SideEntries.of(encoder.encode(side, ids), ids.size());
    return new FactorLink(by, encoder.vocabulary().size() + 1, lists(entries));
  }

  private static EntryLists lists(SideEntries entries) {
    return new EntryLists(entries.starts(), entries.indices(), entries.weights());
  }
}
