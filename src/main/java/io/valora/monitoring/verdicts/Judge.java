package io.valora.monitoring.verdicts;

import io.valora.model.Signature;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.ListReference;
import io.valora.model.reference.Measure;
import io.valora.model.reference.Reference;
import io.valora.monitoring.MonitorPlan;
import io.valora.monitoring.MonitoredRows;
import io.valora.monitoring.drift.BinShares;
import io.valora.monitoring.drift.DriftRule;
import io.valora.monitoring.drift.ExpectedLosses;
import io.valora.monitoring.drift.Visibility;
import io.valora.monitoring.states.ColumnState;
import io.valora.monitoring.states.DayState;
import io.valora.monitoring.verdicts.ColumnVerdict.Change;
import io.valora.monitoring.verdicts.ColumnVerdict.Drift;
import io.valora.monitoring.verdicts.DayVerdict.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Judges counted days by the reference of training. */
public final class Judge {
  private final DriftRule rule;
  private final List<MonitoredColumn> columns;
  private final Optional<QualityJudge> quality;
  private final Optional<ListReference> lists;
  private final int looked;

  private Judge(MonitorPlan plan, Collection<DayState> days) {
    this.rule = plan.request().rule();
    this.columns = columns(plan.reference(), plan.lists());
    this.lists = plan.lists();
    int judged = 0;
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      boolean seen = days.stream().anyMatch(day -> day.column(column).rows().rows() > 0);
      judged += seen && columns.get(i).reference().rows() > 0 ? 1 : 0;
    }
    boolean labeled = days.stream().anyMatch(day -> day.labeled().losses().rows() > 0);
    this.looked = Math.max(1, judged + (labeled ? 1 : 0));
    Signature signature = plan.signature();
    boolean classes = !signature.output().classes().isEmpty();
    this.quality =
        plan.reference()
            .errors()
            .map(errors -> new ExpectedLosses(errors, classes, signature.output().threshold()))
            .filter(ExpectedLosses::isKnown)
            .map(expected -> new QualityJudge(expected, classes, rule.level(looked)));
  }

  /** Judges all days of a monitoring. */
  public static MonitoringReport of(MonitorPlan plan, MonitoredRows rows) {
    Judge judge = new Judge(plan, rows.state().days().values());
    List<DayVerdict> days = new ArrayList<>();
    rows.state().days().forEach((day, state) -> days.add(judge.day(day, state)));
    return new MonitoringReport(
        plan.request().run().job(),
        plan.request().run().runId(),
        judge.rule,
        judge.looked,
        rows,
        judge.columns,
        days);
  }

  private static List<MonitoredColumn> columns(Reference reference, Optional<ListReference> lists) {
    List<MonitoredColumn> columns = new ArrayList<>();
    reference.inputs().forEach(column -> columns.add(MonitoredColumn.input(column)));
    columns.add(MonitoredColumn.answer(reference.answer()));
    lists.map(MonitoredColumn::lists).ifPresent(columns::add);
    return List.copyOf(columns);
  }

  private DayVerdict day(String day, DayState state) {
    List<ColumnVerdict> judged = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      BinnedRows rows = state.column(i).rows();
      judged.add(
          column(
              columns.get(i),
              state.column(i),
              columns.get(i).role() == MonitoredColumn.Role.LISTS
                  ? MonitoredColumn.perList(rows, state.lists())
                  : rows));
    }
    return new DayVerdict(
        day,
        state.rows(),
        judged,
        quality.map(judge -> judge.of(state.answers(), state.labeled(), state.explored().losses())),
        lists
            .filter(any -> state.lists() > 0)
            .map(known -> new Shown(state.lists(), state.shown(), known.items())));
  }

  private ColumnVerdict column(MonitoredColumn column, ColumnState state, BinnedRows rows) {
    BinShares shares = BinShares.of(column.reference(), rows);
    if (shares.dayRows() == 0 || shares.referenceRows() == 0) {
      String why =
          shares.dayRows() == 0 ? "no row has it here" : "training has no rows to compare it with";
      return new ColumnVerdict(
          column,
          rows,
          Optional.empty(),
          Optional.empty(),
          "%s: not judged, %s.".formatted(column.label(), why));
    }
    Drift drift =
        new Drift(
            shares.stabilityIndex(),
            rule.limit(shares.dayRows(), shares.referenceRows(), shares.filled(), looked),
            rule.excess(shares, looked),
            shares.chiSquarePValue(),
            column.isOrdered() ? shares.cumulativeDistance() : Double.NaN,
            Visibility.of(shares, rule, looked, column.isOrdered()));
    int cell = drift.isOfOneCell() ? drift.rise().cell() : shares.largest();
    Change change = change(column, shares, cell, state);
    return new ColumnVerdict(
        column,
        rows,
        Optional.of(drift),
        Optional.of(change),
        DriftWords.sentence(column, shares.dayRows(), drift, change));
  }

  private static Change change(
      MonitoredColumn column, BinShares shares, int cell, ColumnState state) {
    boolean numbers =
        column.isOrdered()
            && cell < column.bins().size()
            && column.role() == MonitoredColumn.Role.INPUT
            && column.measure() != Measure.KNOWN_TERMS;
    double worst = cell * 2 < column.bins().size() ? state.least() : state.greatest();
    return new Change(
        column.where(cell),
        shares.dayShare(cell),
        shares.referenceShare(cell),
        numbers && Double.isFinite(worst)
            ? Optional.of(MonitoredColumn.shown(worst))
            : Optional.empty(),
        state.example(cell));
  }
}
