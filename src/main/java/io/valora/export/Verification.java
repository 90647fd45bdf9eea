package io.valora.export;

import io.valora.model.Model;
import io.valora.model.Output;
import io.valora.tower.TowerRow;
import java.util.List;

/**
 * Metrics of a run's model on a split, beside which exported ones are judged.
 *
 * @param run of the run's model
 * @param base of the model that the exported ones are made of: without the terms that were left out
 */
record Verification(Output output, long rows, double run, double base) {
  /** Lets the run's model and the trials answer every row of a split. */
  static Verification of(
      SplitRows rows, String split, ExportedModel base, Model model, List<Trial> trials) {
    Output output = model.signature().output();
    AnswerMetric ofRun = new AnswerMetric(output);
    AnswerMetric ofBase = new AnswerMetric(output);
    rows.forEachBatch(
        split,
        batch -> {
          double[] run = new double[batch.values().size()];
          double[] made = new double[run.length];
          for (int i = 0; i < run.length; i++) {
            Object[] values = batch.values().get(i);
            run[i] = model.predict(values).value();
            TowerRow row = base.rows().apply(values);
            made[i] = base.plainAnswer(row);
            ofRun.add(batch.truths().get(i), run[i]);
            ofBase.add(batch.truths().get(i), made[i]);
          }
          trials.forEach(trial -> trial.add(batch, run, made));
        });
    return new Verification(output, ofRun.rows(), ofRun.value(), ofBase.value());
  }

  /** What was measured of trials, of which one was chosen. */
  ExportResult result(List<Trial> trials, Trial chosen) {
    return new ExportResult(
        AnswerMetric.name(output), run, trials.stream().map(this::line).toList(), line(chosen));
  }

  private ExportLine line(Trial trial) {
    ExportedModel form = trial.model();
    TrialResult result = trial.result();
    return new ExportLine(
        form.precision(),
        form.terms(),
        trial.content().length,
        trial.bytes(),
        result,
        ExportBounds.of(form.precision()).broken(result, base, AnswerMetric.isAccuracy(output)));
  }
}
