package io.valora.prediction.reference;

import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.Bins;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.NumberBins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Bins of one column with the rows that they were cut from. */
record BinCut(Bins bins, BinnedRows rows) {
  /**
   * @param values in their order; none of a column without values
   * @param all rows, with or without a value
   */
  static BinCut of(MeasuredColumn column, List<CutValue> values, long all) {
    long present = values.isEmpty() ? 0 : values.get(0).all();
    return column.measure().isNumber()
        ? ofNumbers(values, all - present)
        : ofCategories(column, values, all);
  }

  private static BinCut ofNumbers(List<CutValue> values, long missing) {
    if (values.isEmpty()) {
      return new BinCut(NumberBins.EMPTY, new BinnedRows(List.of(), 0, missing));
    }
    List<Double> upper = new ArrayList<>();
    List<Long> rows = new ArrayList<>(List.of(0L));
    long before = 0;
    for (CutValue end : values.stream().filter(CutValue::ends).toList()) {
      upper.add(end.number());
      rows.add(end.through() - before);
      before = end.through();
    }
    rows.add(0L);
    return new BinCut(
        new NumberBins(values.get(0).number(), upper), new BinnedRows(rows, 0, missing));
  }

  private static BinCut ofCategories(MeasuredColumn column, List<CutValue> values, long all) {
    CategoryBins bins =
        column
            .fixed()
            .orElseGet(() -> new CategoryBins(values.stream().map(CutValue::text).toList()));
    Map<String, Long> found =
        values.stream().collect(Collectors.toMap(CutValue::text, CutValue::rows));
    List<Long> rows = bins.categories().stream().map(one -> found.getOrDefault(one, 0L)).toList();
    long present = values.isEmpty() ? 0 : values.get(0).all();
    long binned = rows.stream().mapToLong(Long::longValue).sum();
    return new BinCut(bins, new BinnedRows(rows, present - binned, all - present));
  }
}
