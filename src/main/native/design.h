/* A tower's design. */
#pragma once

#include "kernels.h"

namespace valora {

/* What a training must know of a tower; in the order in which it is handed over. */
struct Design {
  std::vector<Table> tables;
  bool factors, tensorCores;
  int input, numbers, rule;
  Activation activation;
  Loss loss;
  std::vector<int> widths; /* into each layer */
  double dropout, inputDropout, decay, densePenalty;
  float rate, other, penalty;

  Design(const int *ints, const double *settings) {
    tables.resize(*ints++);
    for (Table &table : tables) {
      table = {ints[0], ints[1], ints[2], ints[3], ints[4], ints[5]};
      ints += 6;
    }
    factors = *ints++;
    input = *ints++;
    numbers = *ints++;
    activation = static_cast<Activation>(*ints++);
    loss = static_cast<Loss>(*ints++);
    rule = *ints++;
    tensorCores = *ints++;
    widths.push_back(input);
    widths.insert(widths.end(), ints + 1, ints + 1 + *ints);
    dropout = settings[0];
    inputDropout = settings[1];
    rate = static_cast<float>(settings[2]);
    other = static_cast<float>(settings[3]);
    decay = settings[4];
    penalty = static_cast<float>(settings[5]);
    densePenalty = settings[6];
  }

  int layers() const { return static_cast<int>(widths.size()); }
  int widthOutOf(int layer) const { return layer == layers() - 1 ? 1 : widths[layer + 1]; }

  /* Of the weights of a layer; layers() gives the number of all. */
  int64_t offset(int layer) const {
    int64_t offset = 0;
    for (int below = 0; below < layer; below++) offset += (widths[below] + int64_t{1}) * widthOutOf(below);
    return offset;
  }
  int64_t weights() const { return factors ? 1 : offset(layers()); }
  int64_t denseNumbers() const { return weights() * (1 + Rule::stateWidth(rule)); }
  bool learnsRows() const {
    return std::any_of(tables.begin(), tables.end(), [](const Table &table) { return table.learns; });
  }
};

}  // namespace valora
