package io.valora.scoring;

import io.valora.model.Model;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of a partition with the answers behind their columns, one row at a time. */
final class AnsweredRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final RowAnswers answers;
  private final Model model;
  private final RowPlaces places;
  private Row row;
  private Iterator<Object[]> left = Collections.emptyIterator();

  AnsweredRows(Iterator<Row> rows, RowAnswers answers, Model model, RowPlaces places) {
    this.rows = rows;
    this.answers = answers;
    this.model = model;
    this.places = places;
  }

  @Override
  public boolean hasNext() {
    while (!left.hasNext() && rows.hasNext()) {
      row = rows.next();
      List<Object[]> found = answers.to(values(), model);
      left = found.iterator();
    }
    return left.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Object[] answer = left.next();
    int shown = places.shown().length;
    Object[] whole = new Object[shown + answer.length];
    for (int i = 0; i < shown; i++) {
      whole[i] = row.get(places.shown()[i]);
    }
    System.arraycopy(answer, 0, whole, shown, answer.length);
    return RowFactory.create(whole);
  }

  private Object[] values() {
    Object[] values = new Object[places.inputs().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row.get(places.inputs()[i]));
    }
    return values;
  }

  /** As ingest types it. */
  private static Object value(Object found) {
    if (found instanceof java.sql.Timestamp time) {
      return time.toInstant();
    }
    return found instanceof scala.collection.Seq<?> list ? array(list) : found;
  }

  private static Object[] array(scala.collection.Seq<?> list) {
    Object[] array = new Object[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = list.apply(i);
    }
    return array;
  }
}
