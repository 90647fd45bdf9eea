package io.valora.features.fit.vectors;

import io.valora.features.text.TextEncoder;
import io.valora.storage.Storage;
import java.util.List;

/** Source of pretrained or freshly trained word vectors. */
public sealed interface VectorSource permits VectorFile, Word2VecConfig {
  /**
   * The vectors of an encoder's terms.
   *
   * @throws io.valora.base.JobException when there are none, with the reason
   */
  TermVectors vectors(TextEncoder encoder, VectorMaterial material);

  /** The files that they are read from. */
  default List<String> files() {
    return List.of();
  }

  /**
   * Looks at what can be known before any work: a file's begin.
   *
   * @throws io.valora.base.JobException {@code Cannot read vectors …}
   */
  default void check(Storage storage) {}
}
