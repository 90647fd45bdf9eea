/* The kernels of a step besides products. Sums are taken in an order that depends on nothing but the batch. */
#pragma once

#include "product.h"

namespace valora {

/* From the gradients of a layer's input, after dropout, to those of the pre-activations below it. */
struct Backward {
  Activation activation;
  Dropout dropout;

  DEVICE float operator()(float gradient, int row, int column, float output) const {
    return timesDerivative(activation, gradient * dropout.factor(row, column), output * dropout.kept);
  }
};

/* Finish of a hidden layer. */
struct Forward {
  const float *biases;
  Activation activation;
  Dropout dropout;
  float *outputs;
  int width;

  DEVICE void operator()(int, int row, int column, float sum) const {
    outputs[static_cast<int64_t>(row) * width + column] =
        activate(activation, sum + biases[column]) * dropout.factor(row, column);
  }
};

/* Finish of the gradients of a layer's input. */
struct InputGradients {
  Backward backward;
  const float *outputs;
  float *gradients;
  int width;

  DEVICE void operator()(int, int row, int column, float sum) const {
    int64_t at = static_cast<int64_t>(row) * width + column;
    gradients[at] = backward(sum, row, column, outputs[at]);
  }
};

/* Finish of the gradients of a layer's weights and biases in one slice of the batch. */
struct WeightGradients {
  float *gradients;
  int64_t ofSlice;
  int width;

  DEVICE void operator()(int slice, int row, int column, float sum) const {
    gradients[slice * ofSlice + static_cast<int64_t>(row) * width + column] = sum;
  }
};

/* Loss and its derivative by the output of each row of the batch. */
struct Outputs {
  Loss loss;
  const float *labels;
  double *losses;
  float *derivatives;

  DEVICE float take(int row, int rows, float output) const {
    float label = labels[row];
    losses[row] = lossOf(loss, output, label);
    return derivatives[row] = derivativeOf(loss, output, label) * (1.f / rows);
  }
};

/* The lanes' sums of a row. */
DEVICE float total(const float *lanes) {
  float sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += lanes[lane];
  return sum;
}

/* The output layer and back: 32 threads a row. */
struct OutputLayer {
  static constexpr int THREADS = 128, ROWS = THREADS / LANES;
  int rows, width;
  const float *input, *weights;
  Outputs outputs;
  Backward backward;
  float *gradients;

  DEVICE void operator()(int block) const {
    SHARED float sums[THREADS];
    SHARED float derivative[ROWS];
    EACH_THREAD(t) {
      int row = block * ROWS + t / LANES;
      float sum = 0;
      for (int k = t % LANES; row < rows && k < width; k += LANES) sum += input[static_cast<int64_t>(row) * width + k] * weights[k];
      sums[t] = sum;
    }
    SYNC;
    EACH_THREAD(t) {
      int row = block * ROWS + t;
      if (t < ROWS && row < rows) derivative[t] = outputs.take(row, rows, total(sums + t * LANES) + weights[width]);
    }
    SYNC;
    EACH_THREAD(t) {
      int row = block * ROWS + t / LANES;
      for (int k = t % LANES; row < rows && k < width; k += LANES) {
        int64_t at = static_cast<int64_t>(row) * width + k;
        gradients[at] = backward(derivative[t / LANES] * weights[k], row, k, input[at]);
      }
    }
  }
};

/* The product of two sums of embeddings (Java's FactorKernel), from the tables to the gradients of the input. */
struct Factors {
  static constexpr int THREADS = 128, ROWS = THREADS / LANES;
  int rows, first;
  Input input;
  const float *bias;
  Outputs outputs;
  float *gradients;

  DEVICE void operator()(int block) const {
    SHARED float sums[THREADS];
    SHARED float derivative[ROWS];
    int side = input.width / 2;
    EACH_THREAD(t) {
      int row = block * ROWS + t / LANES;
      float *own = gradients + static_cast<int64_t>(row) * input.width;
      float sum = 0;
      for (int k = t % LANES; row < rows && k < side; k += LANES) {
        own[k] = input.at(first + row, k);
        own[side + k] = input.at(first + row, side + k);
        sum += k == 0 ? own[k] + own[side + k] : own[k] * own[side + k];
      }
      sums[t] = sum;
    }
    SYNC;
    EACH_THREAD(t) {
      int row = block * ROWS + t;
      if (t < ROWS && row < rows) derivative[t] = outputs.take(row, rows, total(sums + t * LANES) + *bias);
    }
    SYNC;
    EACH_THREAD(t) {
      int row = block * ROWS + t / LANES;
      float *own = gradients + static_cast<int64_t>(row) * input.width;
      for (int k = t % LANES; row < rows && k < side; k += LANES) {
        float left = own[k], gradient = derivative[t / LANES];
        own[k] = k == 0 ? gradient : gradient * own[side + k];
        own[side + k] = k == 0 ? gradient : gradient * left;
      }
    }
  }
};

/* For each slice of the batch the gradients of the output layer's weights and bias, and the sum of the losses. */
struct OutputSums {
  static constexpr int THREADS = 256, STRIPS = THREADS / LANES;
  int rows, slice, width;
  const float *input, *derivatives;
  const double *losses;
  float *gradients;
  int64_t ofSlice;
  double *sumOfLosses;

  int64_t blocks() const { return ceiling(rows, slice) * ceiling(width + 2, LANES); }

  DEVICE void operator()(int block) const {
    SHARED double sums[THREADS];
    int across = (width + 2 + LANES - 1) / LANES;
    int part = block / across, start = block % across * LANES;
    EACH_THREAD(t) {
      int column = start + t % LANES;
      double sum = 0;
      for (int i = t / LANES; column < width + 2 && i < slice && part * slice + i < rows; i += STRIPS) {
        int row = part * slice + i;
        float factor = column < width ? input[static_cast<int64_t>(row) * width + column] : 1;
        sum += column <= width ? factor * derivatives[row] : losses[row];
      }
      sums[t] = sum;
    }
    SYNC;
    EACH_THREAD(t) {
      if (t < LANES) {
        double sum = 0;
        for (int strip = 0; strip < STRIPS; strip++) sum += sums[strip * LANES + t];
        if (start + t <= width) gradients[part * ofSlice + start + t] = static_cast<float>(sum);
        if (start + t == width + 1) sumOfLosses[part] = sum;
      }
    }
  }
};

/* The step of each table row that the batch names. */
struct RowUpdates {
  static constexpr int THREADS = 128;
  const Table *tables;
  int count;
  Batch batch;
  const float *gradients;
  int width;
  Rule rule;
  double decay;
  float penalty; /* for each time that a row is named */
  int64_t step;
  int blocks;

  DEVICE void operator()(int block) const {
    int at = block;
    for (int i = 0; i < count; i++) {
      const Table &table = tables[i];
      if (!table.learns) continue;
      int first = table.firstRuns[batch.number], runs = table.firstRuns[batch.number + 1] - first;
      for (; at < runs; at += blocks) update(table, table.runs[first + at], table.runs[first + at + 1]);
      at -= runs;
    }
  }

 private:
  /* By the entries [from, to): lanes are columns, strips share the entries. */
  DEVICE void update(const Table &table, int from, int to) const {
    SHARED float sums[THREADS];
    SHARED int counts[THREADS];
    int lanes = LANES;
    while (lanes / 2 >= table.dimension) lanes /= 2;
    int strips = THREADS / lanes < to - from ? THREADS / lanes : to - from;
    int row = table.indices[table.order[from]];
    float *values = table.values + static_cast<int64_t>(row) * table.stride;
    float kept = decay > 0 ? static_cast<float>(pow(1 - decay, static_cast<double>(step) - values[table.stride - 1])) : 1;
    for (int start = 0; start < table.dimension; start += lanes) {
      EACH_THREAD(t) {
        int column = start + t % lanes, times = 0;
        float sum = 0;
        for (int i = from + t / lanes; column < table.dimension && t / lanes < strips && i < to; i += strips) {
          sum += gradient(table, table.order[i], column, times);
        }
        sums[t] = sum;
        counts[t] = times;
      }
      SYNC;
      EACH_THREAD(t) {
        if (t < lanes && start + t < table.dimension) {
          float sum = 0;
          int times = 0;
          for (int strip = 0; strip < strips; strip++) {
            sum += sums[strip * lanes + t];
            times += counts[strip * lanes + t];
          }
          float *weight = values + start + t;
          *weight *= kept;
          rule.apply(weight, table.dimension, sum + penalty * times * *weight);
          if (start + t == 0) table.touches[row] += times;
        }
      }
      SYNC;
    }
    EACH_THREAD(t) {
      if (t == 0 && decay > 0) values[table.stride - 1] = static_cast<float>(step);
    }
    SYNC;
  }

  DEVICE float gradient(const Table &table, int entry, int column, int &times) const {
    int owner = table.isBag ? table.owners[entry] : entry;
    int shares = table.isBag ? table.shares[owner] : 1;
    int64_t row = owner - batch.first;
    times += shares;
    float all = shares > 1 ? table.folded[row * table.dimension + column] : gradients[row * width + table.column + column];
    return table.isBag ? table.weights[entry] * all : all;
  }
};

}  // namespace valora
