/* The steps of training: what they need of memory, and the kernels in turn. */
#pragma once

#include "rows.h"
#include "state.h"

namespace valora {

class Steps {
 public:
  const int slice, slices; /* of a batch, for sums over its rows */

  Steps(Design &design, int capacity, Stream stream)
      : slice(std::max(LEAST_SLICE, static_cast<int>(ceiling(capacity, MOST_SLICES)))),
        slices(static_cast<int>(ceiling(capacity, slice))), design(design), capacity(capacity), stream(stream),
        rule{design.rule, design.rate, design.other, 0} {
    memory.lay([&](Arena &arena) { layOut(arena); });
    std::vector<uint8_t> marks(design.weights());
    for (int layer = 0; !design.factors && layer < design.layers(); layer++) {
      int64_t biases = design.offset(layer) + static_cast<int64_t>(design.widths[layer]) * design.widthOutOf(layer);
      std::fill(marks.begin() + design.offset(layer), marks.begin() + biases, 1);
    }
    copy(stream, penalized, marks.data(), marks.size());
  }

  size_t bytes() const { return memory.bytes(); }

  void train(State &state, const Rows &rows, int number, int64_t step, int64_t seed) {
    Batch batch = rows.batch(number);
    if (batch.rows > capacity) throw std::invalid_argument("A batch has more rows than the replica was made for");
    state.train();
    Input input{state.onDevice, static_cast<int>(design.tables.size()), design.input, design.numbers, rows.numbers};
    Outputs outputs{design.loss, rows.labels + batch.first, losses, derivatives};
    const float *weights = state.dense;
    if (design.factors) {
      launch(stream, ceiling(batch.rows, Factors::ROWS), Factors{batch.rows, batch.first, input, weights, outputs, gradients[0]});
    } else {
      forward(input, batch, weights, seed);
      int last = design.layers() - 1;
      launch(stream, ceiling(batch.rows, OutputLayer::ROWS),
             OutputLayer{batch.rows, design.widths[last], activations[last], weights + design.offset(last), outputs,
                         backwardTo(last, seed), gradients[last]});
    }
    sumUp(batch, rows.losses + static_cast<int64_t>(number) * slices);
    for (int layer = design.layers() - 2; layer >= 0; layer--) backward(layer, batch, weights, seed);
    update(batch, state.dense, step);
    update(state, batch, step);
  }

 private:
  static constexpr int LEAST_SLICE = 256, MOST_SLICES = 32, BLOCKS_OF_ROWS = 2048;
  Design &design;
  int capacity;
  Stream stream;
  Rule rule;
  Arena memory;
  std::vector<float *> activations, gradients; /* of the input of each layer */
  float *derivatives, *partial;
  double *losses;
  uint8_t *penalized;

  void layOut(Arena &arena) {
    activations.clear();
    gradients.clear();
    for (int width : design.widths) {
      if (!design.factors) activations.push_back(arena.take<float>(static_cast<int64_t>(capacity) * width));
      gradients.push_back(arena.take<float>(static_cast<int64_t>(capacity) * width));
    }
    derivatives = arena.take<float>(capacity);
    losses = arena.take<double>(capacity);
    partial = arena.take<float>(slices * design.weights());
    penalized = arena.take<uint8_t>(design.weights());
    for (Table &table : design.tables) {
      if (table.isBag && table.learns) table.folded = arena.take<float>(static_cast<int64_t>(capacity) * table.dimension);
    }
  }

  Dropout dropoutInto(int layer, int64_t seed) const {
    return Dropout::of(layer == 0 ? design.inputDropout : design.dropout, seed, layer);
  }

  Backward backwardTo(int layer, int64_t seed) const {
    return {layer == 0 ? Activation::IDENTITY : design.activation, dropoutInto(layer, seed)};
  }

  template <bool SUMS, class Finish>
  void product(int rows, int columns, int inner, int size, Matrix a, Matrix b, Finish finish) {
    if (design.tensorCores) {
      Product<TensorTile, SUMS, Finish> kernel{rows, columns, inner, size, a, b, finish};
      launch(stream, kernel.blocks(), kernel);
    } else {
      Product<PlainTile, SUMS, Finish> kernel{rows, columns, inner, size, a, b, finish};
      launch(stream, kernel.blocks(), kernel);
    }
  }

 public:
  void forward(const Input &input, const Batch &batch, const float *weights, int64_t seed) {
    float *to = activations[0];
    Dropout dropout = dropoutInto(0, seed);
    int first = batch.first, width = input.width;
    each(stream, static_cast<int64_t>(batch.rows) * width, [=] LAMBDA(int64_t i) {
      int row = static_cast<int>(i / width), column = static_cast<int>(i % width);
      to[i] = input.at(first + row, column) * dropout.factor(row, column);
    });
    for (int layer = 0; layer < design.layers() - 1; layer++) {
      int in = design.widths[layer], out = design.widths[layer + 1];
      const float *of = weights + design.offset(layer);
      product<false>(batch.rows, out, in, in, Matrix{activations[layer], in, 1}, Matrix{of, out, 1},
                     Forward{of + static_cast<int64_t>(in) * out, design.activation, dropoutInto(layer + 1, seed),
                             activations[layer + 1], out});
    }
  }

  /* The gradients of the output layer, and the loss. */
  void sumUp(const Batch &batch, double *sumsOfLosses) {
    int last = design.layers() - 1;
    OutputSums kernel{batch.rows, slice, design.factors ? 0 : design.widths[last], design.factors ? nullptr : activations[last],
                      derivatives, losses, partial + (design.factors ? 0 : design.offset(last)), design.weights(), sumsOfLosses};
    launch(stream, kernel.blocks(), kernel);
  }

  /* The gradients of a hidden layer and of its input. */
  void backward(int layer, const Batch &batch, const float *weights, int64_t seed) {
    int in = design.widths[layer], out = design.widths[layer + 1];
    Matrix above{gradients[layer + 1], out, 1};
    product<true>(in, out, batch.rows, slice, Matrix{activations[layer], 1, in}, above,
                  WeightGradients{partial + design.offset(layer), design.weights(), out});
    if (layer > 0 || design.learnsRows()) {
      product<false>(batch.rows, in, out, out, above, Matrix{weights + design.offset(layer), 1, out},
                     InputGradients{backwardTo(layer, seed), activations[layer], gradients[layer], in});
    }
  }

  /* Of the dense weights. */
  void update(const Batch &batch, float *dense, int64_t step) {
    const float *of = partial;
    const uint8_t *marks = penalized;
    int64_t count = design.weights();
    int used = static_cast<int>(ceiling(batch.rows, slice));
    Rule now = rule.at(step);
    float penalty = static_cast<float>(design.densePenalty);
    each(stream, count, [=] LAMBDA(int64_t i) {
      double gradient = 0;
      for (int part = 0; part < used; part++) gradient += of[part * count + i];
      float sum = static_cast<float>(gradient);
      now.apply(dense + i, count, marks[i] ? sum + penalty * dense[i] : sum);
    });
  }

  /* Of the tables. */
  void update(State &state, const Batch &batch, int64_t step) {
    if (!design.learnsRows()) return;
    const float *all = gradients[0];
    int width = design.input;
    for (const Table &table : design.tables) {
      if (!table.isBag || !table.learns) continue;
      const int *shares = table.shares + batch.first;
      float *folded = table.folded;
      int dimension = table.dimension, column = table.column;
      each(stream, static_cast<int64_t>(batch.rows) * dimension, [=] LAMBDA(int64_t i) {
        int64_t row = i / dimension, k = i % dimension;
        float sum = 0;
        for (int other = 0; other < shares[row]; other++) sum += all[(row + other) * width + column + k];
        if (shares[row] > 1) folded[i] = sum;
      });
    }
    launch(stream, BLOCKS_OF_ROWS,
           RowUpdates{state.onDevice, static_cast<int>(design.tables.size()), batch, all, width, rule.at(step), design.decay,
                      design.penalty / batch.rows, step, BLOCKS_OF_ROWS});
  }
};

}  // namespace valora
