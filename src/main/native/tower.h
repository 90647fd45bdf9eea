/* What kernels know of a tower, and the functions of single numbers: as in the Java classes of the same names. */
#pragma once

#include "portable.h"

namespace valora {

constexpr int LANES = 32;

DEVICE uint64_t mix(uint64_t value) {
  uint64_t first = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  uint64_t second = (first ^ (first >> 27)) * 0x94D049BB133111EBull;
  return second ^ (second >> 31);
}

/* Rows of the data whose index into a table is shown as 0. */
struct Hiding {
  static constexpr uint64_t GOLDEN_GAMMA = 0x9E3779B97F4A7C15ull;
  uint64_t seed;
  double share;

  DEVICE bool hides(uint64_t key, int table) const {
    uint64_t hash = extended(extended(seed, key), 1 + table);
    return (hash >> 11) * 0x1.0p-53 < share;
  }

 private:
  DEVICE static uint64_t extended(uint64_t hash, uint64_t part) { return mix(hash ^ mix(part + GOLDEN_GAMMA)); }
};

/* Dropout of the input of one layer in one batch. */
struct Dropout {
  static constexpr int TILE = 256;
  uint64_t seed;
  uint32_t threshold;
  float kept;

  static Dropout of(double share, int64_t seed, int layer) {
    return {static_cast<uint64_t>(seed) + layer, static_cast<uint32_t>(std::lround(share * 65536)),
            static_cast<float>(1 - share)};
  }

  /* What a number is multiplied by. */
  DEVICE float factor(int row, int column) const {
    if (kept == 1) return 1;
    uint64_t key = mix(mix(seed + (row & ~(TILE - 1))) + (row & (TILE - 1)));
    uint64_t random = mix(key + (column & ~3)) >> (16 * (column & 3));
    return (random & 0xFFFF) < threshold ? 0 : 1 / kept;
  }
};

enum class Activation { RELU, TANH, IDENTITY };

DEVICE float activate(Activation activation, float value) {
  switch (activation) {
    case Activation::RELU: return value < 0 ? 0 : value;
    case Activation::TANH: return tanhf(value);
    default: return value;
  }
}

DEVICE float timesDerivative(Activation activation, float gradient, float output) {
  switch (activation) {
    case Activation::RELU: return output <= 0 ? 0 : gradient;
    case Activation::TANH: return gradient * (1 - output * output);
    default: return gradient;
  }
}

enum class Loss { MSE, MAE, CROSS_ENTROPY, POISSON };

DEVICE double lossOf(Loss loss, float output, float label) {
  double error = static_cast<double>(output) - label;
  switch (loss) {
    case Loss::MSE: return error * error;
    case Loss::MAE: return fabs(error);
    case Loss::CROSS_ENTROPY:
      return (output > 0 ? output : 0) - static_cast<double>(output) * label + log1p(exp(-fabs(static_cast<double>(output))));
    default: return exp(static_cast<double>(output)) - static_cast<double>(label) * output;
  }
}

DEVICE float derivativeOf(Loss loss, float output, float label) {
  float error = output - label;
  switch (loss) {
    case Loss::MSE: return 2 * error;
    case Loss::MAE: return error > 0 ? 1.f : error < 0 ? -1.f : error;
    case Loss::CROSS_ENTROPY: return static_cast<float>(1 / (1 + exp(-static_cast<double>(output)))) - label;
    default: return static_cast<float>(exp(static_cast<double>(output))) - label;
  }
}

/* Update rule at one step. */
struct Rule {
  enum Kind { DESCENT, ADAGRAD, ADAM, NESTEROV };
  static constexpr float MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.999f;
  int kind;
  float rate;
  float other; /* epsilon or momentum */
  float corrected;

  static int stateWidth(int kind) { return kind == DESCENT ? 0 : kind == ADAM ? 2 : 1; }

  Rule at(int64_t step) const {
    double squareBias = 1 - std::pow(static_cast<double>(SQUARE_DECAY), static_cast<double>(step));
    double meanBias = 1 - std::pow(static_cast<double>(MEAN_DECAY), static_cast<double>(step));
    return {kind, rate, other, static_cast<float>(rate * std::sqrt(squareBias) / meanBias)};
  }

  /* Updates one weight, behind which its state stands, one number each `spacing`. */
  DEVICE void apply(float *weight, int64_t spacing, float gradient) const {
    float *state = weight + spacing;
    if (kind == DESCENT) {
      *weight -= rate * gradient;
    } else if (kind == ADAGRAD) {
      float sum = *state + gradient * gradient;
      *state = sum;
      *weight -= rate * gradient / sqrtf(sum + other);
    } else if (kind == ADAM) {
      float mean = MEAN_DECAY * *state + (1 - MEAN_DECAY) * gradient;
      float square = SQUARE_DECAY * state[spacing] + (1 - SQUARE_DECAY) * gradient * gradient;
      *state = mean;
      state[spacing] = square;
      *weight -= corrected * mean / (sqrtf(square) + other);
    } else {
      float before = *state;
      float velocity = other * before - rate * gradient;
      *state = velocity;
      *weight += (1 + other) * velocity - other * before;
    }
  }
};

struct Table {
  int rows, dimension, stride, column, isBag, learns;
  /* Of the replica: rows of embedding and state, as they were before the round, and how often the round touched each. */
  float *values = nullptr, *start = nullptr;
  int *touches = nullptr;
  /* Of the batch: gradients of bags that rows share, at the first of those rows. */
  float *folded = nullptr;
  /* Of the rows to train on: of each row, or each entry of a bag, the row of the table. */
  int *indices = nullptr;
  /* Of each row its bag; how many rows share it from its first row on, at others 0; of each entry that first row. */
  int *starts = nullptr, *ends = nullptr, *shares = nullptr, *owners = nullptr;
  float *weights = nullptr;
  /* The entries by batch and row of the table; where each such run begins, and the first run of each batch. */
  int *order = nullptr, *runs = nullptr, *firstRuns = nullptr;
};

/* The rows to train on that are one batch. */
struct Batch {
  int number, first, rows;
};

/* Input of the head before dropout. */
struct Input {
  const Table *tables;
  int count, width, numbers;
  const float *ofRows;

  DEVICE float at(int row, int column) const {
    int own = column - (width - numbers);
    if (own >= 0) return ofRows[static_cast<int64_t>(row) * numbers + own];
    float sum = 0;
    for (int i = 0; i < count; i++) {
      const Table &table = tables[i];
      int k = column - table.column;
      if (k < 0 || k >= table.dimension) continue;
      if (!table.isBag) {
        sum += table.values[static_cast<int64_t>(table.indices[row]) * table.stride + k];
        continue;
      }
      for (int entry = table.starts[row]; entry < table.ends[row]; entry++) {
        sum += table.weights[entry] * table.values[static_cast<int64_t>(table.indices[entry]) * table.stride + k];
      }
    }
    return sum;
  }
};

}  // namespace valora
