package io.valora.monitoring;

import io.valora.model.reference.Reference;
import io.valora.monitoring.states.Fate;
import io.valora.monitoring.states.MonitoredState;
import io.valora.monitoring.states.StateShape;
import io.valora.prediction.SharedModel;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Counts the rows of a table, which are asked of the model. */
record TableCounts(
    Broadcast<SharedModel> model,
    Broadcast<String> reference,
    StateShape shape,
    List<Integer> inputs,
    int truth,
    int day)
    implements Serializable {
  /** The day of rows that aren't parted. */
  static final String ALL = "all";

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]");
  private static final int DAY_LENGTH = 10;

  /** The counts of a partition, alone. */
  Iterator<MonitoredState> of(Iterator<Row> rows) {
    MonitoredState state = new MonitoredState(shape);
    RowMeasures measures =
        new RowMeasures(
            model.value().model(), Reference.fromJson("reference.json", reference.value()));
    while (rows.hasNext()) {
      Row row = rows.next();
      Optional<String> on = day < 0 ? Optional.of(ALL) : day(value(row, day));
      if (on.isEmpty()) {
        state.count(Fate.WITHOUT_DAY);
        continue;
      }
      Object[] values = new Object[inputs.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(row, inputs.get(i));
      }
      Object known = truth < 0 ? null : row.get(truth);
      measures.count(
          state.day(on.get()),
          values,
          Double.NaN,
          known instanceof Number number ? number.doubleValue() : Double.NaN);
      state.count(Fate.COUNTED);
    }
    return List.of(state).iterator();
  }

  /** As ingest types it. */
  private static Object value(Row row, int place) {
    Object found = row.get(place);
    return found instanceof java.sql.Timestamp time ? time.toInstant() : found;
  }

  /** The day of a time, in UTC, or the one that a text begins with. */
  static Optional<String> day(Object found) {
    String text = found instanceof Instant || found instanceof String ? found.toString() : "";
    return Optional.of(text)
        .filter(one -> one.length() >= DAY_LENGTH)
        .map(one -> one.substring(0, DAY_LENGTH))
        .filter(one -> DAY.matcher(one).matches());
  }
}
