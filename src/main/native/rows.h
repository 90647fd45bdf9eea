/* The rows to train on, in batches, and a shard from which they are taken. */
#pragma once

#include "design.h"

namespace valora {

class Rows {
 public:
  float *labels, *numbers;
  double *losses; /* sums, by batch and slice */

  Rows(Design &design, int slices, Stream stream) : design(design), slices(slices), stream(stream) {}

  size_t bytes() const { return memory.bytes() + shardMemory.bytes(); }
  int batches() const { return count == 0 ? 0 : (count - 1) / batchRows + 1; }

  Batch batch(int number) const {
    int first = number * batchRows;
    return {number, first, std::min(batchRows, count - first)};
  }

  /* Makes room for rows with so many entries in each table of bags, and takes what isn't of a table. */
  void begin(int rows, int ofBatch, const int *entries, const float *someLabels, const float *someNumbers) {
    room(rows, ofBatch, entries);
    copy(stream, labels, someLabels, sizeof(float) * rows);
    copy(stream, numbers, someNumbers, sizeof(float) * rows * design.numbers);
  }

  void indices(int number, const int *some) {
    Table &table = design.tables.at(number);
    copy(stream, table.indices, some, sizeof(int) * count);
    if (table.learns) sortEntries(table, count);
  }

  void bags(int number, const int *starts, const int *ends, const int *some, const float *weights) {
    if (count > batchRows) throw std::invalid_argument("Rows with bags are handed over batch by batch");
    Table &table = design.tables.at(number);
    copy(stream, table.starts, starts, sizeof(int) * count);
    copy(stream, table.ends, ends, sizeof(int) * count);
    copy(stream, table.indices, some, sizeof(int) * bagEntries.at(number));
    copy(stream, table.weights, weights, sizeof(float) * bagEntries.at(number));
    if (!table.learns) return;
    findOwners(table);
    sortEntries(table, bagEntries.at(number));
  }

  /* Keeps the rows as a shard. */
  void keep(const int64_t *keys) {
    for (const Table &table : design.tables) {
      if (table.isBag) throw std::invalid_argument("A shard on the device has no bags");
    }
    shardCount = count;
    shardMemory.lay([&](Arena &arena) {
      shardLabels = arena.take<float>(count);
      shardNumbers = arena.take<float>(static_cast<int64_t>(count) * design.numbers);
      shardIndices.clear();
      for (size_t i = 0; i < design.tables.size(); i++) shardIndices.push_back(arena.take<int>(count));
      shardOrder = arena.take<int>(count);
      shardKeys = arena.take<int64_t>(count);
    });
    copy(stream, shardKeys, keys, sizeof(int64_t) * count);
    copy(stream, shardLabels, labels, sizeof(float) * count);
    copy(stream, shardNumbers, numbers, sizeof(float) * count * design.numbers);
    for (size_t i = 0; i < design.tables.size(); i++) copy(stream, shardIndices[i], design.tables[i].indices, sizeof(int) * count);
  }

  /* Takes rows of the shard, which are at most as many as it has. */
  void order(const int *some, int rows, int ofBatch, Hiding hiding) {
    if (rows > shardCount) throw std::invalid_argument("The shard on the device has fewer rows");
    const std::vector<int> noEntries(design.tables.size());
    room(rows, ofBatch, noEntries.data());
    copy(stream, shardOrder, some, sizeof(int) * rows);
    const int *from = shardOrder;
    const float *fromLabels = shardLabels, *fromNumbers = shardNumbers;
    float *toLabels = labels, *toNumbers = numbers;
    const int64_t *key = shardKeys;
    int width = design.numbers;
    each(stream, rows, [=] LAMBDA(int64_t i) { toLabels[i] = fromLabels[from[i]]; });
    each(stream, static_cast<int64_t>(rows) * width, [=] LAMBDA(int64_t i) {
      toNumbers[i] = fromNumbers[static_cast<int64_t>(from[i / width]) * width + i % width];
    });
    for (size_t i = 0; i < design.tables.size(); i++) {
      const int *fromIndices = shardIndices[i];
      int *toIndices = design.tables[i].indices;
      int table = static_cast<int>(i);
      each(stream, rows, [=] LAMBDA(int64_t row) {
        bool hidden = hiding.share > 0 && hiding.hides(key[from[row]], table);
        toIndices[row] = hidden ? 0 : fromIndices[from[row]];
      });
      if (design.tables[i].learns) sortEntries(design.tables[i], rows);
    }
  }

  /* Which rows share a bag, and which row an entry is of. */
  void findOwners(const Table &table) {
    const int *starts = table.starts, *ends = table.ends;
    int *shares = table.shares, *owners = table.owners, rows = count, size = batchRows;
    each(stream, rows, [=] LAMBDA(int64_t row) {
      auto repeats = [=](int64_t at) { return at % size != 0 && starts[at] == starts[at - 1] && ends[at] == ends[at - 1]; };
      int sharing = 0;
      if (!repeats(row)) {
        sharing = 1;
        while (row + sharing < rows && repeats(row + sharing)) sharing++;
        for (int entry = starts[row]; entry < ends[row]; entry++) owners[entry] = static_cast<int>(row);
      }
      shares[row] = sharing;
    });
  }

  /* Sorts the entries of a table by batch and row of the table, and finds the runs of equal ones. */
  void sortEntries(const Table &table, int entries) {
    const int *indices = table.indices, *owners = table.isBag ? table.owners : nullptr;
    int *order = table.order, *runs = table.runs, *firstRuns = table.firstRuns, *numbered = runNumbers;
    int size = batchRows, all = batches();
    int64_t tableRows = table.rows;
    uint64_t *key = keys;
    each(stream, entries, [=] LAMBDA(int64_t entry) {
      int64_t batch = (owners == nullptr ? entry : owners[entry]) / size;
      key[entry] = static_cast<uint64_t>(batch * tableRows + indices[entry]);
      order[entry] = static_cast<int>(entry);
    });
    int bits = 1;
    while (bits < 64 && static_cast<uint64_t>(all * tableRows) >> bits != 0) bits++;
    sort(stream, keys, otherKeys, order, otherOrder, entries, bits, scratch);
    key = keys;
    each(stream, entries, [=] LAMBDA(int64_t i) { numbered[i] = i == 0 || key[i] != key[i - 1]; });
    addUp(stream, runNumbers, entries, scratch);
    each(stream, entries + 1, [=] LAMBDA(int64_t i) {
      int before = i == 0 ? 0 : numbered[i - 1];
      if (i == entries || numbered[i] != before) runs[before] = static_cast<int>(i);
      int64_t batch = i == entries ? all : static_cast<int64_t>(key[i]) / tableRows;
      for (int64_t next = i == 0 ? 0 : static_cast<int64_t>(key[i - 1]) / tableRows + 1; next <= batch; next++) {
        firstRuns[next] = before;
      }
    });
  }

 private:
  Design &design;
  int slices;
  Stream stream;
  Arena memory, shardMemory;
  int count = 0, batchRows = 1, shardCount = 0;
  std::vector<int> bagEntries;
  uint64_t *keys, *otherKeys;
  int *otherOrder, *runNumbers, *shardOrder;
  char *scratch;
  float *shardLabels, *shardNumbers;
  int64_t *shardKeys;
  std::vector<int *> shardIndices;

  void room(int rows, int ofBatch, const int *entries) {
    count = rows;
    batchRows = ofBatch;
    bagEntries.assign(entries, entries + design.tables.size());
    wait(stream);
    memory.lay([&](Arena &arena) { layOut(arena); });
  }

  void layOut(Arena &arena) {
    labels = arena.take<float>(count);
    numbers = arena.take<float>(static_cast<int64_t>(count) * design.numbers);
    losses = arena.take<double>(static_cast<int64_t>(batches()) * slices);
    int64_t most = 0;
    for (size_t i = 0; i < design.tables.size(); i++) {
      Table &table = design.tables[i];
      int64_t entries = table.isBag ? bagEntries[i] : count;
      table.indices = arena.take<int>(entries);
      if (table.isBag) {
        table.weights = arena.take<float>(entries);
        table.starts = arena.take<int>(count);
        table.ends = arena.take<int>(count);
      }
      if (!table.learns) continue;
      most = std::max(most, entries);
      if (table.isBag) {
        table.shares = arena.take<int>(count);
        table.owners = arena.take<int>(entries);
      }
      table.order = arena.take<int>(entries);
      table.runs = arena.take<int>(entries + 1);
      table.firstRuns = arena.take<int>(batches() + 1);
    }
    keys = arena.take<uint64_t>(most);
    otherKeys = arena.take<uint64_t>(most);
    otherOrder = arena.take<int>(most);
    runNumbers = arena.take<int>(most);
    scratch = arena.take<char>(scratchBytes(most));
  }
};

}  // namespace valora
