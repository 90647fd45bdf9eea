/*
 * One source for a card (nvcc) and for the host (a C++17 compiler). A kernel is a struct: its fields are what it is launched
 * with, THREADS is the size of its blocks, and its operator() is the work of one block, in phases:
 *
 *   SHARED float sums[THREADS];                       memory of the block
 *   PRIVATE float mine[PRIVATES][4];                  memory of each thread, at mine[SLOT(t)]
 *   EACH_THREAD(t) { sums[t] = ...; }                 on a card thread t itself, on the host a loop over all t
 *   SYNC;                                             between phases that exchange memory
 *
 * What stands outside of phases is the same for all threads of a block. A phase has no break, continue or return of its own.
 * With VALORA_BACKWARDS the host runs blocks and threads last to first, which must make no difference.
 */
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#ifdef __CUDACC__
#include <cub/device/device_radix_sort.cuh>
#include <cub/device/device_scan.cuh>
#include <mma.h>
#define DEVICE __device__ __forceinline__
#define LAMBDA __device__
#define SHARED __shared__
#define EACH_THREAD(t) if ([[maybe_unused]] const int t = threadIdx.x; true)
#define SYNC __syncthreads()
#define SLOT(t) 0
#define PRIVATES 1
#else
#include <unistd.h>
#define DEVICE inline
#define LAMBDA
#define SHARED
#ifdef VALORA_BACKWARDS
#define EACH_THREAD(t) for (int t = THREADS - 1; t >= 0; t--)
#define PLACE(i, count) ((count) - 1 - (i))
#else
#define EACH_THREAD(t) for (int t = 0; t < THREADS; t++)
#define PLACE(i, count) (i)
#endif
#define SYNC
#define SLOT(t) t
#define PRIVATES THREADS
#endif

namespace valora {

/* The device has not enough memory. */
struct OutOfMemory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline int64_t ceiling(int64_t numbers, int64_t size) { return (numbers + size - 1) / size; }

#ifdef __CUDACC__
using Stream = cudaStream_t;

inline void check(cudaError_t error, const char *what) {
  if (error == cudaSuccess) return;
  cudaGetLastError();
  std::string text = std::string(what) + ": " + cudaGetErrorString(error);
  if (error == cudaErrorMemoryAllocation) throw OutOfMemory(text);
  throw std::runtime_error(text);
}

inline void wait(Stream stream) { check(cudaStreamSynchronize(stream), "Waiting for the device"); }
inline void *allocate(size_t bytes) {
  void *memory = nullptr;
  check(cudaMalloc(&memory, bytes), "Allocating memory of the device");
  return memory;
}
inline void release(void *memory) { cudaFree(memory); }
inline void zero(Stream stream, void *to, size_t bytes) {
  if (bytes > 0) check(cudaMemsetAsync(to, 0, bytes, stream), "Clearing memory");
}
inline void copy(Stream stream, void *to, const void *from, size_t bytes) {
  if (bytes > 0) check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDefault, stream), "Copying memory");
}

template <class Kernel>
__global__ void __launch_bounds__(Kernel::THREADS) run(const Kernel kernel) { kernel(blockIdx.x); }

template <class Kernel>
void launch(Stream stream, int64_t blocks, const Kernel &kernel) {
  if (blocks == 0) return;
  run<<<static_cast<unsigned>(blocks), Kernel::THREADS, 0, stream>>>(kernel);
  check(cudaGetLastError(), "Starting a kernel");
}
#else
struct Stream {};

inline void wait(Stream) {}
inline int64_t hostBytes(int pages) { return static_cast<int64_t>(sysconf(pages)) * sysconf(_SC_PAGESIZE); }
inline void *allocate(size_t bytes) {
  if (bytes > static_cast<size_t>(hostBytes(_SC_PHYS_PAGES))) throw OutOfMemory("Allocating memory: the host has less");
  return ::operator new(bytes);
}
inline void release(void *memory) { ::operator delete(memory); }
inline void zero(Stream, void *to, size_t bytes) { std::memset(to, 0, bytes); }
inline void copy(Stream, void *to, const void *from, size_t bytes) {
  if (bytes > 0) std::memcpy(to, from, bytes);
}

template <class Kernel>
void launch(Stream, int64_t blocks, const Kernel &kernel) {
  for (int64_t block = 0; block < blocks; block++) kernel(static_cast<int>(PLACE(block, blocks)));
}
#endif

template <class Work>
struct Each {
  static constexpr int THREADS = 256;
  int64_t count;
  Work work;

  DEVICE void operator()(int block) const {
    EACH_THREAD(t) {
      int64_t i = static_cast<int64_t>(block) * THREADS + t;
      if (i < count) work(i);
    }
  }
};

/* work(i) for each i below count. */
template <class Work>
void each(Stream stream, int64_t count, Work work) {
  launch(stream, ceiling(count, Each<Work>::THREADS), Each<Work>{count, work});
}

/* Arrays in one piece of memory of the device. */
class Arena {
 public:
  Arena() = default;
  Arena(const Arena &) = delete;
  ~Arena() { release(memory); }

  /* Lays arrays out, in more memory where they need it; what they held is lost. */
  template <class Layout>
  void lay(Layout layout) {
    base = used = 0;
    layout(*this);
    if (used > size) {
      release(memory);
      memory = nullptr;
      size = 0;
      memory = allocate(used);
      size = used;
    }
    base = reinterpret_cast<uintptr_t>(memory);
    used = 0;
    layout(*this);
  }

  template <class T>
  T *take(int64_t count) {
    T *array = reinterpret_cast<T *>(base + used);
    used += ceiling(count * sizeof(T), ALIGNMENT) * ALIGNMENT;
    return array;
  }

  size_t bytes() const { return size; }

 private:
  static constexpr int ALIGNMENT = 256;
  void *memory = nullptr;
  uintptr_t base = 0;
  size_t used = 0, size = 0;
};

/* Memory for sorting or adding up so many numbers, at least what CUB asks for. */
inline int64_t scratchBytes(int64_t count) { return (int64_t{16} << 20) + count / 2; }

#ifdef __CUDACC__
inline size_t enough(size_t needed, int64_t count) {
  if (needed > static_cast<size_t>(scratchBytes(count))) throw std::runtime_error("CUB needs more memory than is planned for");
  return needed;
}

/* Replaces each number by the sum of those up to it. */
inline void addUp(Stream stream, int *numbers, int count, void *scratch) {
  size_t bytes = 0;
  check(cub::DeviceScan::InclusiveSum(nullptr, bytes, numbers, numbers, count, stream), "Adding up");
  bytes = enough(bytes, count);
  check(cub::DeviceScan::InclusiveSum(scratch, bytes, numbers, numbers, count, stream), "Adding up");
}

/* Sorts 0 … count - 1, which order holds, by keys of so many bits; keys and order stand in one half of their memory. */
inline void sort(Stream stream, uint64_t *&keys, uint64_t *&otherKeys, int *order, int *otherOrder, int count, int bits,
                 void *scratch) {
  cub::DoubleBuffer<uint64_t> keyBuffer(keys, otherKeys);
  cub::DoubleBuffer<int> orderBuffer(order, otherOrder);
  size_t bytes = 0;
  check(cub::DeviceRadixSort::SortPairs(nullptr, bytes, keyBuffer, orderBuffer, count, 0, bits, stream), "Sorting");
  bytes = enough(bytes, count);
  check(cub::DeviceRadixSort::SortPairs(scratch, bytes, keyBuffer, orderBuffer, count, 0, bits, stream), "Sorting");
  keys = keyBuffer.Current();
  otherKeys = keyBuffer.Alternate();
  if (orderBuffer.Current() != order) copy(stream, order, otherOrder, sizeof(int) * static_cast<size_t>(count));
}
#else
inline void addUp(Stream, int *numbers, int count, void *) {
  for (int i = 1; i < count; i++) numbers[i] += numbers[i - 1];
}

inline void sort(Stream, uint64_t *&keys, uint64_t *&otherKeys, int *order, int *, int count, int, void *) {
  std::stable_sort(order, order + count, [&](int a, int b) { return keys[a] < keys[b]; });
  for (int i = 0; i < count; i++) otherKeys[i] = keys[order[i]];
  std::swap(keys, otherKeys);
}
#endif

}  // namespace valora
