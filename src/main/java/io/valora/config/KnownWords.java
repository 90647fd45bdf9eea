package io.valora.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Synonyms of keys that other tools use. */
enum KnownWords {
  LEARNING_RATE("training.optimizer.learning-rate", "lr", "eta", "step-size", "learning-rate"),
  OPTIMIZER("training.optimizer", "optim", "solver"),
  EPOCHS("training.epochs", "epoch", "n-epochs", "num-epochs", "max-iter", "iterations", "epochs"),
  BATCH_SIZE("training.batch-size", "batch", "minibatch", "mini-batch-size", "batch-size"),
  SHARDS("training.shards", "workers", "n-jobs", "shards"),
  EARLY_STOPPING("training.early-stopping", "patience", "early-stop", "early-stopping"),
  HIDDEN(
      "network.hidden",
      "layers",
      "hidden-layers",
      "hidden-layer-sizes",
      "units",
      "neurons",
      "hidden"),
  DROPOUT("network.dropout", "drop-out", "dropout-rate", "dropout"),
  L2("network.l2", "weight-decay", "alpha", "regularization", "l2-penalty", "l2"),
  FACTORS("network.factors", "n-factors", "rank", "latent-factors", "factors"),
  TEST_FRACTION(
      "split.test-fraction",
      "test-size",
      "test-split",
      "test-ratio",
      "test-share",
      "test-fraction"),
  VALIDATION_FRACTION(
      "split.validation-fraction",
      "validation-size",
      "val-size",
      "val-fraction",
      "validation-split",
      "dev-size",
      "validation-fraction"),
  SEED("seed", "random-state", "random-seed", "rng"),
  SOURCE("source", "path", "paths", "file", "files", "input", "inputs", "url", "data"),
  COLUMNS("columns", "cols", "fields", "schema", "features"),
  DELIMITER("delimiter", "sep", "separator", "field-separator"),
  QUOTE("quote", "quotechar", "quote-char"),
  ENCODING("encoding", "charset", "codec"),
  MISSING("missing", "na-values", "null-values", "null-value", "nulls", "na"),
  DROP("drop", "exclude", "filter", "skip-values", "ignore"),
  MAX_BAD_FRACTION("max-bad-fraction", "max-bad", "max-errors", "error-rate", "bad-fraction"),
  TYPE("type", "dtype", "datatype", "data-type"),
  REQUIRED("required", "nullable", "optional", "mandatory"),
  PATTERN("pattern", "date-format", "time-format", "datetime-format", "format"),
  ZONE("zone", "timezone", "time-zone", "tz"),
  VALUES("values", "mapping", "map", "classes", "labels"),
  NORMALIZERS("normalizers", "strip", "trim", "lowercase", "transform"),
  DECIMAL("decimal", "decimal-separator", "decimal-point"),
  THOUSANDS("thousands", "thousands-separator", "grouping-separator"),
  TARGET("target", "label", "y", "response", "outcome");

  private final String path;
  private final List<String> synonyms;

  KnownWords(String path, String... synonyms) {
    this.path = path;
    this.synonyms = List.of(synonyms);
  }

  /**
   * The key that an unknown one stands for: by its name where the section knows it, else by its
   * path in the job file.
   *
   * @param known keys of the section
   */
  static Optional<String> forKey(String key, Collection<String> known) {
    String word = key.toLowerCase(Locale.ROOT).replace('_', '-');
    List<KnownWords> meant =
        Arrays.stream(values()).filter(one -> one.synonyms.contains(word)).toList();
    return meant.stream()
        .map(KnownWords::name)
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .filter(known::contains)
        .findFirst()
        .or(
            () ->
                meant.stream().map(one -> one.path).filter(path -> path.contains(".")).findFirst());
  }
}
