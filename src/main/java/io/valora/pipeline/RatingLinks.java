package io.valora.pipeline;

import io.valora.features.RatingEncoder;
import io.valora.features.Vocabulary;
import io.valora.features.side.SideEncoder;
import io.valora.features.side.SideEntries;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.SourceFile;
import io.valora.networks.FactorLink;
import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.pipeline.SideTables.SideTable;
import io.valora.tower.EntryLists;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is added to users and items: the items that a user rated in train, and side columns. */
final class RatingLinks {
  private static final int USERS = 0;
  private static final int ITEMS = 1;

  private RatingLinks() {}

  static List<FactorLink> of(StageContext context, RatingEncoder encoder, FactorsConfig factors) {
    List<FactorLink> links = new ArrayList<>();
    if (factors.ratedItems() == RatedItemsUse.ADDED) {
      SideEntries rated =
          SideEntries.ratedBy(encoder.encode(context.part("train")), encoder.users().size());
      links.add(new FactorLink(USERS, encoder.items().size() + 1, lists(rated)));
    }
    SideTables sides = context.config().rating().sides();
    sides.users().ifPresent(side -> links.add(link(context, "users", side, encoder.users())));
    sides.items().ifPresent(side -> links.add(link(context, "items", side, encoder.items())));
    return List.copyOf(links);
  }

  private static FactorLink link(
      StageContext context, String name, SideTable table, Vocabulary ids) {
    Dataset<Row> side = read(context, name, table);
    SideEncoder fitted = SideEncoder.fit(side, ids, table.features());
    SideEncoder encoder =
        new SideEncoder(
            table.features(), fitted.vocabulary().write(context.folder().model("side/" + name)));
    SideEntries entries = SideEntries.of(encoder.encode(side, ids), ids.size());
    int by = name.equals("users") ? USERS : ITEMS;
    return new FactorLink(by, encoder.vocabulary().size() + 1, lists(entries));
  }

  /** Typed and quarantined like any input, beside the ratings. */
  private static Dataset<Row> read(StageContext context, String name, SideTable table) {
    String folder = context.folder().uri() + "/side/" + name;
    IngestFolders folders =
        new IngestFolders(folder + "/staging", folder + "/typed", folder + "/quarantine");
    List<SourceFile> files =
        Sources.resolve(context.storage(), "side-tables." + name, table.ingest().source());
    Ingest.run(context.spark(), new IngestInput(table.ingest(), files, folders));
    context.storage().delete(folders.staging());
    return context.spark().read().parquet(folders.typed());
  }

  private static EntryLists lists(SideEntries entries) {
    return new EntryLists(entries.starts(), entries.indices(), entries.weights());
  }
}
