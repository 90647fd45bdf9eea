package io.valora.tuning.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Things that several works use, each made once: by the work that needs it first, while others wait
 * for it. A failure is that work's alone; the next one makes it anew.
 *
 * @param <K> all that a thing depends on
 */
final class Shared<K, V extends AutoCloseable> implements AutoCloseable {
  private final int most;
  private final Function<K, V> maker;

  /** By when they were last asked for. */
  private final Map<K, Entry> entries = new LinkedHashMap<>();

  /**
   * @param most things that are kept, at least 1; more only while they are in use
   */
  Shared(int most, Function<K, V> maker) {
    this.most = most;
    this.maker = maker;
  }

  private final class Entry {
    private int users;
    private V value;

    synchronized V value(K key) {
      if (value == null) {
        value = maker.apply(key);
      }
      return value;
    }
  }

  <T> T use(K key, Function<V, T> work) {
    Entry entry = enter(key);
    try {
      return work.apply(entry.value(key));
    } finally {
      leave(entry);
    }
  }

  private Entry enter(K key) {
    Entry entry;
    List<Entry> dropped;
    synchronized (this) {
      entry = entries.remove(key);
      entry = entry == null ? new Entry() : entry;
      entry.users++;
      entries.put(key, entry);
      dropped = removeFirst(entries.size() - most, any -> true);
    }
    dropped.forEach(this::close);
    return entry;
  }

  private synchronized void leave(Entry entry) {
    entry.users--;
  }

  /** Lets go of what is neither needed nor in use. */
  void keepOnly(Collection<K> needed) {
    List<Entry> dropped;
    synchronized (this) {
      dropped = removeFirst(entries.size(), key -> !needed.contains(key));
    }
    dropped.forEach(this::close);
  }

  private List<Entry> removeFirst(int count, Predicate<K> droppable) {
    List<K> keys =
        entries.keySet().stream()
            .filter(key -> entries.get(key).users == 0 && droppable.test(key))
            .limit(Math.max(0, count))
            .toList();
    List<Entry> removed = new ArrayList<>();
    keys.forEach(key -> removed.add(entries.remove(key)));
    return removed;
  }

  private void close(Entry entry) {
    if (entry.value != null) {
      try {
        entry.value.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    keepOnly(List.of());
  }
}
