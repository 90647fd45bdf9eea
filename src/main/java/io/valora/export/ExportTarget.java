package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.OptionalInt;

/** A format of exports at the place where one is to be written. */
interface ExportTarget {
  /** The precision of a model unless another is asked for. */
  Precision usual(ModelSource source, OptionalInt terms);

  /**
   * Opens a form of a model in what it will be answered by.
   *
   * @throws io.valora.base.JobException when the form can't be written or run
   */
  AnsweringForm open(ExportedModel model);

  /** Whether a form takes no more than so many bytes. */
  boolean fits(ExportedModel model, long mostBytes);

  /** Writes a verified form. */
  void write(Trial chosen, ExportFacts facts);
}
