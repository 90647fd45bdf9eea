/* Matrix products on tiles in the memory of a block. */
#pragma once

#include "tower.h"

namespace valora {

struct alignas(16) Four {
  float of[4];
};

/* What a thread adds up of a tile, in FP32: 4 · 4 numbers. */
struct PlainTile {
  static constexpr int SIZE = 64, DEPTH = 16, STRIDE = SIZE + 4, EACH = 4;
  Four sums[EACH];

  DEVICE static float rounded(float value) { return value; }

  DEVICE void clear() {
    for (int i = 0; i < EACH; i++) sums[i] = {};
  }

  DEVICE static int top(int t) { return t / (SIZE / EACH) * EACH; }
  DEVICE static int start(int t) { return t % (SIZE / EACH) * EACH; }

  /* left: [DEPTH, STRIDE] of the rows, right: the same of the columns. */
  DEVICE void add(const float *left, const float *right, int t) {
    for (int k = 0; k < DEPTH; k++) {
      Four l = *reinterpret_cast<const Four *>(left + k * STRIDE + top(t));
      Four r = *reinterpret_cast<const Four *>(right + k * STRIDE + start(t));
      for (int i = 0; i < EACH; i++) {
        for (int j = 0; j < EACH; j++) sums[i].of[j] += l.of[i] * r.of[j];
      }
    }
  }

  template <class Take>
  DEVICE void finish(float *, int t, Take take) {
    for (int i = 0; i < EACH; i++) {
      for (int j = 0; j < EACH; j++) take(top(t) + i, start(t) + j, sums[i].of[j]);
    }
  }
};

#ifdef __CUDACC__
/* The same on tensor cores: inputs in TF32, sums in FP32. A warp has 16 rows and 32 columns. */
struct TensorTile {
  static constexpr int SIZE = 64, DEPTH = 16, STRIDE = SIZE + 4, CORE = 16, INNER = 8, PATCH = CORE * CORE;
  nvcuda::wmma::fragment<nvcuda::wmma::accumulator, CORE, CORE, INNER, float> sums[2];

  DEVICE static float rounded(float value) { return nvcuda::wmma::__float_to_tf32(value); }

  DEVICE void clear() {
#pragma unroll
    for (auto &sum : sums) nvcuda::wmma::fill_fragment(sum, 0.f);
  }

  DEVICE static int top(int t) { return t / 64 * CORE; }
  DEVICE static int start(int t) { return t / 32 % 2 * 2 * CORE; }

  DEVICE void add(const float *left, const float *right, int t) {
    using namespace nvcuda::wmma;
    fragment<matrix_a, CORE, CORE, INNER, precision::tf32, col_major> l;
    fragment<matrix_b, CORE, CORE, INNER, precision::tf32, row_major> r;
    for (int k = 0; k < DEPTH; k += INNER) {
      load_matrix_sync(l, left + k * STRIDE + top(t), STRIDE);
#pragma unroll
      for (int i = 0; i < 2; i++) {
        load_matrix_sync(r, right + k * STRIDE + start(t) + i * CORE, STRIDE);
        mma_sync(sums[i], l, r, sums[i]);
      }
    }
  }

  template <class Take>
  DEVICE void finish(float *memory, int t, Take take) {
    float *patch = memory + t / 32 * PATCH;
#pragma unroll
    for (int i = 0; i < 2; i++) {
      nvcuda::wmma::store_matrix_sync(patch, sums[i], CORE, nvcuda::wmma::mem_row_major);
      __syncwarp();
      for (int at = t % 32; at < PATCH; at += 32) take(top(t) + at / CORE, start(t) + i * CORE + at % CORE, patch[at]);
      __syncwarp();
    }
  }
};
#else
/* Inputs rounded as tensor cores do. */
struct TensorTile : PlainTile {
  static float rounded(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    bits = (bits + 0x1000) & ~uint32_t{0x1FFF};
    std::memcpy(&value, &bits, sizeof bits);
    return value;
  }
};
#endif

/* A matrix by its strides, of which one is 1. */
struct Matrix {
  const float *numbers;
  int row, column;

  DEVICE float at(int i, int j) const { return numbers[static_cast<int64_t>(i) * row + static_cast<int64_t>(j) * column]; }
};

/*
 * Σ over k of a(i, k) · b(k, j) for i < rows, j < columns and k < inner, of which each block takes a tile and a slice of k, and
 * hands it to finish(slice, i, j, sum). With SUMS it also hands over Σ b(k, j), as that of row `rows`.
 */
template <class Tile, bool SUMS, class Finish>
struct Product {
  static constexpr int THREADS = 256, SIZE = Tile::SIZE, DEPTH = Tile::DEPTH, STRIDE = Tile::STRIDE;
  int rows, columns, inner, slice;
  Matrix a, b;
  Finish finish;

  int64_t blocks() const { return ceiling(rows, SIZE) * ceiling(columns, SIZE) * ceiling(inner, slice); }

  DEVICE void operator()(int block) const {
    int across = (columns + SIZE - 1) / SIZE, down = (rows + SIZE - 1) / SIZE;
    int left = block % across * SIZE, top = block / across % down * SIZE, part = block / across / down;
    int end = part * slice + slice < inner ? part * slice + slice : inner;
    alignas(32) SHARED float memory[2 * DEPTH * STRIDE];
    float *ofA = memory, *ofB = memory + DEPTH * STRIDE;
    Tile tile[PRIVATES];
    float sumOfB[PRIVATES];
    EACH_THREAD(t) {
      tile[SLOT(t)].clear();
      sumOfB[SLOT(t)] = 0;
    }
    for (int from = part * slice; from < end; from += DEPTH) {
      EACH_THREAD(t) {
        for (int place = t; place < SIZE * DEPTH; place += THREADS) {
          int k = a.column == 1 ? place % DEPTH : place / SIZE;
          int i = a.column == 1 ? place / DEPTH : place % SIZE;
          ofA[k * STRIDE + i] = top + i < rows && from + k < end ? Tile::rounded(a.at(top + i, from + k)) : 0;
        }
        for (int place = t; place < SIZE * DEPTH; place += THREADS) {
          int k = b.column == 1 ? place / SIZE : place % DEPTH;
          int j = b.column == 1 ? place % SIZE : place / DEPTH;
          ofB[k * STRIDE + j] = left + j < columns && from + k < end ? Tile::rounded(b.at(from + k, left + j)) : 0;
        }
      }
      SYNC;
      EACH_THREAD(t) {
        tile[SLOT(t)].add(ofA, ofB, t);
        for (int k = 0; SUMS && top == 0 && t < SIZE && k < DEPTH; k++) sumOfB[SLOT(t)] += ofB[k * STRIDE + t];
      }
      SYNC;
    }
    EACH_THREAD(t) {
      tile[SLOT(t)].finish(memory, t, [&](int i, int j, float sum) {
        if (top + i < rows && left + j < columns) finish(part, top + i, left + j, sum);
      });
      if (SUMS && top == 0 && t < SIZE && left + t < columns) finish(part, rows, left + t, sumOfB[SLOT(t)]);
    }
  }
};

}  // namespace valora
