package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import io.valora.model.GoldenRows;
import io.valora.model.Model;
import io.valora.model.Signature;
import io.valora.model.reference.ListReference;
import io.valora.model.reference.Reference;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * A run's {@code model} folder, on any file system that Hadoop reaches. What it holds is described
 * in {@code model-bundle.md}.
 */
public record ModelFolder(Storage storage, RunFolder folder) {
  /** The version of folders that need neither Spark nor ND4J to be read. */
  public static final int FORMAT_VERSION = 2;

  private static final String SIGNATURE = "signature.json";
  private static final String REFERENCE = "reference.json";
  private static final String LISTS = "lists.json";

  /** The version of the folder's format. */
  public long formatVersion() {
    return CheckedNode.parse(uri(), storage.readText(uri())).wholeNumber("format-version");
  }

  /** Whether it is of the current version; {@link #model} reads no other. */
  public boolean isPlain() {
    return formatVersion() == FORMAT_VERSION;
  }

  /**
   * Writes the model's signature with golden rows; it stands for the whole folder and comes last.
   *
   * @param rows some of train, one value per input, typed as ingest types cells
   */
  public void write(Model model, List<Object[]> rows) {
    write(model.signature().withGoldenRows(GoldenRows.of(model, rows)));
  }

  void write(Signature signature) {
    storage.write(uri(), signature.toJson());
  }

  /** Writes the threshold of a classifier; its files stay as they are. */
  public void writeThreshold(double threshold) {
    Signature signature = signature();
    if (signature.output().threshold() != threshold) {
      write(signature.withThreshold(threshold));
    }
  }

  /** Writes the reference distribution; the signature comes after it. */
  public void write(Reference reference) {
    storage.write(folder.model(REFERENCE), reference.toJson());
  }

  /**
   * The reference distribution; empty in the folder of a run before there was one.
   *
   * @throws JobException when the file is damaged
   */
  public Optional<Reference> reference() {
    String uri = folder.model(REFERENCE);
    return storage.textOf(uri).map(text -> Reference.fromJson(uri, text));
  }

  /** Writes the distribution of the items in the run's lists. */
  public void write(ListReference lists) {
    storage.write(folder.model(LISTS), lists.toJson());
  }

  /** The same; empty where the run made no lists, or was before there was one. */
  public Optional<ListReference> lists() {
    String uri = folder.model(LISTS);
    int bands = PopularityBands.NAMES.size();
    return storage.textOf(uri).map(text -> ListReference.fromJson(uri, text, bands));
  }

  public Signature signature() {
    return Signature.fromJson(uri(), storage.readText(uri()));
  }

  /**
   * The model, which has predicted its golden rows again.
   *
   * @throws JobException when a file is missing or damaged, or an answer is not the one that was
   *     written
   */
  public Model model() {
    Model model = unverified();
    model.signature().verify(model);
    return model;
  }

  /**
   * The model as its files have it, for those who predict the golden rows themselves.
   *
   * @throws JobException when a file is missing or damaged
   */
  public Model unverified() {
    Signature signature = signature();
    return switch (signature.kind()) {
      case PAIR -> new PairFiles(storage, folder).read(signature);
      case TEXT -> TextModel.read(storage, folder, signature);
      case TABLE -> TableModel.read(storage, folder, signature);
    };
  }

  /**
   * The model of users and items.
   *
   * @throws JobException as {@link #model}, or when the model is of another kind
   */
  public PairModel pairModel() {
    if (model() instanceof PairModel model) {
      return model;
    }
    throw JobException.cannot(
        Outcome.INVALID_REQUEST, "read " + uri(), "it is no model of users and items");
  }

  private String uri() {
    return folder.model(SIGNATURE);
  }
}
