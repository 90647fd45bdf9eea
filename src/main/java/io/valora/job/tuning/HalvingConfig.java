package io.valora.job.tuning;

import io.valora.config.ConfigSection;
import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): all settings begin with few epochs,
 * and the best of them go on to more.
 *
 * @param factor at least 2: one in so many settings goes on, to so many times the epochs
 * @param firstEpochs of every setting, at least 1
 */
public record HalvingConfig(int factor, int firstEpochs) {
  private static final int USUAL_FACTOR = 3;
  private static final int USUAL_EPOCHS = 3;

  static HalvingConfig from(ConfigSection search) {
    return new HalvingConfig(
        search.integer("factor", USUAL_FACTOR, 2), search.integer("first-epochs", USUAL_EPOCHS, 1));
  }

  /**
   * In order; a single setting that is left goes to the end at once.
   *
   * @param epochs of the longest training
   */
  List<Rung> rungs(int settings, int epochs) {
    List<Rung> rungs = new ArrayList<>();
    int left = settings;
    long limit = firstEpochs;
    while (left > 1 && limit < epochs) {
      rungs.add(new Rung(left, (int) limit));
      left = (left - 1) / factor + 1;
      limit *= factor;
    }
    rungs.add(new Rung(left, epochs));
    return rungs;
  }
}
