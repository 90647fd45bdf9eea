package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.ContextTerm;
import io.valora.model.Signature;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The files of a model of users and items in a run's {@code model} folder. */
public record PairFiles(Storage storage, RunFolder folder) {
  private static final String USERS = "users.jsonl";
  private static final String ITEMS = "items.jsonl";
  private static final String CONTEXT = "context.json";
  private static final String CONTEXTS = "contexts.jsonl";
  private static final String POPULAR = "popular.json";
  private static final String RATED = "rated";

  /** Where what users rated is written to. */
  public String rated() {
    return folder.model(RATED);
  }

  /**
   * @param ascending by the ids' UTF-8 bytes
   */
  public void writeUsers(Iterator<String> ascending) {
    storage.write(folder.model(USERS), out -> Ids.write(ascending, out));
  }

  /** As {@link #writeUsers}. */
  public void writeItems(Iterator<String> ascending) {
    storage.write(folder.model(ITEMS), out -> Ids.write(ascending, out));
  }

  public void writePopular(PopularItems popular) {
    storage.write(folder.model(POPULAR), popular.toJson());
  }

  /** Writes the networks; without one that orders lists, an earlier one is forgotten. */
  public void writeNetworks(PairModel.Networks networks) {
    NetworkFiles.NETWORK.write(storage, folder, networks.stars());
    networks
        .ranking()
        .ifPresentOrElse(
            kernel -> NetworkFiles.RANKING.write(storage, folder, kernel),
            () -> NetworkFiles.RANKING.delete(storage, folder));
  }

  /**
   * Writes what else ratings have in common; without it, an earlier one is forgotten.
   *
   * @param keys ascending by their UTF-8 bytes
   */
  public void writeContexts(List<ContextTerm> terms, Optional<Iterator<String>> keys) {
    storage.delete(folder.model(CONTEXT));
    storage.delete(folder.model(CONTEXTS));
    if (keys.isPresent()) {
      storage.write(folder.model(CONTEXTS), out -> Ids.write(keys.get(), out));
      storage.write(folder.model(CONTEXT), Contexts.toJson(terms));
    }
  }

  /**
   * The model of these files.
   *
   * @throws JobException when a file is missing or damaged
   */
  public PairModel read(Signature signature) {
    Optional<RowKernel> ranking =
        NetworkFiles.RANKING.exist(storage, folder)
            ? Optional.of(NetworkFiles.RANKING.read(storage, folder))
            : Optional.empty();
    PairModel.Networks networks =
        new PairModel.Networks(NetworkFiles.NETWORK.read(storage, folder), ranking);
    PairModel.Builder builder =
        new PairModel.Builder(signature, networks)
            .users(ids(USERS))
            .items(ids(ITEMS))
            .contexts(contexts())
            .popular(
                PopularItems.fromJson(
                    folder.model(POPULAR), storage.readText(folder.model(POPULAR))))
            .rated(new RatedFolder(storage, rated()));
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read " + folder.model(""), e.getMessage(), e);
    }
  }

  private Contexts contexts() {
    String uri = folder.model(CONTEXT);
    return storage
        .textOf(uri)
        .map(text -> new Contexts(Contexts.fromJson(uri, text), ids(CONTEXTS)))
        .orElse(Contexts.NONE);
  }

  private Ids ids(String name) {
    String uri = folder.model(name);
    try (InputStream in = new BufferedInputStream(storage.open(uri))) {
      return Ids.read(uri, in);
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + uri, e.getMessage(), e);
    }
  }
}
