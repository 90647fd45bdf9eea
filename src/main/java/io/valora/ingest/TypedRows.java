package io.valora.ingest;

import io.valora.ingest.tables.TableDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * The typed ones among the staged rows of a partition; the bad ones, and lines that are no rows,
 * are put aside, dropped ones counted.
 */
final class TypedRows implements Iterator<Row> {
  /** Counted of a row put aside besides its text. */
  private static final int CHARACTERS_OF_A_ROW = 200;

  private final Iterator<Row> staged;
  private final Optional<TableDigest> digest;
  private final PassedRows passed;
  private final DistinctIds[] ids;
  private final List<String> idNames;
  private final int[] idColumns;
  private final List<Row> aside = new ArrayList<>();
  private long put;
  private long characters;
  private long typed;
  private long dropped;
  private long skipped;
  private Row next;
  private boolean told;

  /**
   * @param idColumns names of columns of ids by their index
   * @param digest of all rows; empty where files have digests of their own
   */
  TypedRows(
      Iterator<Row> staged,
      Map<Integer, String> idColumns,
      Optional<TableDigest> digest,
      PassedRows passed) {
    this.idColumns = idColumns.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.ids = new DistinctIds[this.idColumns.length];
    Arrays.setAll(ids, i -> new DistinctIds());
    this.idNames = List.copyOf(idColumns.values());
    this.staged = staged;
    this.digest = digest;
    this.passed = passed;
  }

  @Override
  public boolean hasNext() {
    while (next == null && staged.hasNext()) {
      take(staged.next());
    }
    if (next == null && !told) {
      told = true;
      for (int i = 0; i < ids.length; i++) {
        passed.addIds(Map.of(idNames.get(i), ids[i]));
      }
      long hash = digest.map(TableDigest::sum).orElse(0L);
      passed.add(
          new PassedRows.Partition(
              TaskContext.getPartitionId(),
              new PassedRows.Counts(typed, dropped, skipped),
              hash,
              new PassedRows.Aside(aside, put, characters)));
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    typed++;
    return row;
  }

  private void take(Row row) {
    digest.ifPresent(hashes -> hashes.add(StagedRows.content(row)));
    switch (StagedRows.fate(row)) {
      case StagedRows.BAD -> putAside(row);
      case StagedRows.DROPPED -> dropped++;
      case StagedRows.SKIPPED -> {
        skipped++;
        putAside(row);
      }
      default -> {
        next = row;
        for (int i = 0; i < ids.length; i++) {
          ids[i].add(row.getString(idColumns[i]));
        }
      }
    }
  }

  private void putAside(Row row) {
    String text = StagedRows.text(row);
    put++;
    characters += CHARACTERS_OF_A_ROW + (text == null ? 0 : text.length());
    if (characters > passed.mostCharacters()) {
      aside.clear();
    } else {
      aside.add(row);
    }
  }
}
