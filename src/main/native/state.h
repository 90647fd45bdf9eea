/* What training changes: weights and optimizer state, now and before the round. */
#pragma once

#include "design.h"

namespace valora {

class State {
 public:
  float *dense; /* the weights, then each part of their state */
  Table *onDevice;

  State(Design &design, Stream stream) : design(design), stream(stream) {
    for (const Table &table : design.tables) {
      mostRows = std::max(mostRows, table.rows);
      mostStride = std::max(mostStride, table.stride);
    }
    staged = std::min(mostRows, STAGED_ROWS);
    memory.lay([&](Arena &arena) { layOut(arena); });
    for (const Table &table : design.tables) {
      zero(stream, table.values, bytesOf(table));
      if (table.learns) zero(stream, table.start, bytesOf(table));
      if (table.learns) zero(stream, table.touches, sizeof(int) * table.rows);
    }
    zero(stream, dense, denseBytes());
    zero(stream, denseStart, denseBytes());
  }

  size_t bytes() const { return memory.bytes(); }

  /* The device learns where the tables' arrays are. */
  void publish() { copy(stream, onDevice, design.tables.data(), sizeof(Table) * design.tables.size()); }

  /* A batch is about to change it. */
  void train() { trained = true; }

  void load(int number, const float *values) {
    undo();
    if (number == static_cast<int>(design.tables.size())) {
      copy(stream, denseStart, values, denseBytes());
      copy(stream, dense, denseStart, denseBytes());
    } else {
      const Table &table = design.tables.at(number);
      copy(stream, table.values, values, bytesOf(table));
      if (table.learns) copy(stream, table.start, table.values, bytesOf(table));
    }
    wait(stream);
  }

  void apply(int number, const int *rows, int count, const float *values) {
    undo();
    const Table table = design.tables.at(number);
    for (int from = 0; from < count; from += staged) {
      int some = std::min(staged, count - from);
      copy(stream, stagedRows, rows + from, sizeof(int) * some);
      copy(stream, stagedValues, values + static_cast<int64_t>(from) * table.stride, sizeof(float) * some * table.stride);
      const int *to = stagedRows;
      const float *what = stagedValues;
      each(stream, static_cast<int64_t>(some) * table.stride, [=] LAMBDA(int64_t i) {
        int64_t at = static_cast<int64_t>(to[i / table.stride]) * table.stride + i % table.stride;
        table.values[at] = table.start[at] = what[i];
      });
    }
    wait(stream);
  }

  /* How many rows of a table the round touched; numbers them. */
  int touched(int number) {
    const Table table = design.tables.at(number);
    if (!table.learns || !trained) return 0;
    int *to = slots;
    each(stream, table.rows, [=] LAMBDA(int64_t row) { to[row] = table.touches[row] > 0; });
    addUp(stream, slots, table.rows, scratch);
    int count = 0;
    copy(stream, &count, slots + table.rows - 1, sizeof count);
    wait(stream);
    return count;
  }

  void take(int number, int *rows, int *touches, float *values) {
    const Table table = design.tables.at(number);
    int count = touched(number);
    for (int from = 0; from < count; from += staged) {
      int some = std::min(staged, count - from);
      const int *slot = slots;
      int *outRows = stagedRows, *outTouches = stagedTouches;
      float *outValues = stagedValues;
      each(stream, table.rows, [=] LAMBDA(int64_t row) {
        int at = slot[row] - 1 - from;
        if (table.touches[row] > 0 && at >= 0 && at < some) {
          outRows[at] = static_cast<int>(row);
          outTouches[at] = table.touches[row];
        }
      });
      each(stream, static_cast<int64_t>(some) * table.stride, [=] LAMBDA(int64_t i) {
        outValues[i] = table.values[static_cast<int64_t>(outRows[i / table.stride]) * table.stride + i % table.stride];
      });
      copy(stream, rows + from, stagedRows, sizeof(int) * some);
      copy(stream, touches + from, stagedTouches, sizeof(int) * some);
      copy(stream, values + static_cast<int64_t>(from) * table.stride, stagedValues, sizeof(float) * some * table.stride);
    }
    wait(stream);
  }

  void takeDense(float *values) {
    copy(stream, values, dense, denseBytes());
    wait(stream);
  }

  /* Forgets the round. */
  void undo() {
    if (!trained) return;
    for (const Table &each : design.tables) restore(each);
    copy(stream, dense, denseStart, denseBytes());
    trained = false;
  }

  void restore(const Table &table) {
    if (!table.learns) return;
    float *values = table.values, *start = table.start;
    int *touches = table.touches, stride = table.stride;
    each(stream, static_cast<int64_t>(table.rows) * stride, [=] LAMBDA(int64_t i) {
      if (touches[i / stride] > 0) values[i] = start[i];
    });
    zero(stream, touches, sizeof(int) * table.rows);
  }

 private:
  static constexpr int STAGED_ROWS = 1 << 16;
  Design &design;
  Stream stream;
  Arena memory;
  float *denseStart, *stagedValues;
  int *slots, *stagedRows, *stagedTouches;
  char *scratch;
  int mostRows = 0, mostStride = 0, staged;
  bool trained = false;

  size_t denseBytes() const { return sizeof(float) * design.denseNumbers(); }
  static size_t bytesOf(const Table &table) { return sizeof(float) * table.rows * table.stride; }

  void layOut(Arena &arena) {
    for (Table &table : design.tables) {
      int64_t numbers = static_cast<int64_t>(table.rows) * table.stride;
      table.values = arena.take<float>(numbers);
      table.start = table.learns ? arena.take<float>(numbers) : nullptr;
      table.touches = table.learns ? arena.take<int>(table.rows) : nullptr;
    }
    dense = arena.take<float>(design.denseNumbers());
    denseStart = arena.take<float>(design.denseNumbers());
    onDevice = arena.take<Table>(design.tables.size());
    slots = arena.take<int>(mostRows);
    scratch = arena.take<char>(scratchBytes(mostRows));
    stagedRows = arena.take<int>(staged);
    stagedTouches = arena.take<int>(staged);
    stagedValues = arena.take<float>(static_cast<int64_t>(staged) * mostStride);
  }
};

}  // namespace valora
