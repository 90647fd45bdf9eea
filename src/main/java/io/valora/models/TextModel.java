package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.evaluation.classification.WordInfluence;
import io.valora.features.text.EncodedText;
import io.valora.features.text.TextEncoder;
import io.valora.model.Model;
import io.valora.model.Prediction;
import io.valora.model.Signature;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Optional;

/** A classifier of texts into two classes. */
public record TextModel(Signature signature, TextEncoder encoder, RowKernel kernel)
    implements Model {
  /**
   * @throws JobException when the network has another table than the encoder's
   */
  public TextModel {
    if (kernel.tables().size() != 1 || kernel.tables().get(0).rows() != encoder.tableRows()) {
      throw JobException.cannot(
          Outcome.UNEXPECTED,
          "load the model",
          "the network has no table of the encoder's %d rows".formatted(encoder.tableRows()));
    }
  }

  /**
   * @param signature of the same folder
   * @throws JobException when a file is missing or isn't of this model
   */
  public static TextModel read(Storage storage, RunFolder folder, Signature signature) {
    return new TextModel(
        signature, EncoderFiles.text(storage, folder), NetworkFiles.NETWORK.read(storage, folder));
  }

  /** The probability of the positive class, and that class from the threshold on. */
  @Override
  public Prediction predict(Object[] values) {
    return prediction(kernel.predict(row((String) values[0])));
  }

  /** The same of a text that is encoded. */
  public Prediction predict(EncodedText text) {
    return prediction(kernel.predict(row(text)));
  }

  /** The row of the network for a text, which may be null. */
  public TowerRow row(String text) {
    return row(encoder.encode(text));
  }

  /**
   * The prediction for a text with the words that weigh most.
   *
   * @param most words
   */
  public ExplainedText explain(String text, int most) {
    HeaviestTerms terms = new HeaviestTerms(most);
    EncodedText encoded = encoder.encode(text, terms::add);
    double nothing = kernel.output(row(new EncodedText(new int[0], new float[0])));
    return new ExplainedText(
        prediction(kernel.predict(row(encoded))),
        terms.of(encoded, alone -> kernel.output(row(alone)) - nothing));
  }

  private Prediction prediction(double probability) {
    List<String> classes = signature.output().classes();
    String label = classes.get(probability < signature.output().threshold() ? 0 : 1);
    return new Prediction(probability, Optional.of(label), Optional.empty());
  }

  /** Influence of each word of a text on its log odds. */
  public WordInfluence influence() {
    return new TermInfluence(encoder, text -> kernel.output(row(text)));
  }

  private static TowerRow row(EncodedText text) {
    return TowerRow.ofBag(text.indices(), text.weights());
  }
}
