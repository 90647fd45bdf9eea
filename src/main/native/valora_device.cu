#include "valora_device.h"

#include <memory>
#include <new>

#include "steps.h"

using namespace valora;

static thread_local std::string error;

#ifdef __CUDACC__
static void choose(int device) { check(cudaSetDevice(device), "Choosing the device"); }
struct OwnStream {
  Stream stream;
  OwnStream() { check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "Making a stream"); }
  ~OwnStream() { cudaStreamDestroy(stream); }
};
#else
static void choose(int) {}
struct OwnStream {
  Stream stream;
};
#endif

struct ValoraReplica {
  int device;
  Design design;
  OwnStream own;
  Stream stream;
  State state;
  Steps steps;
  Rows rows;

  ValoraReplica(int device, const int *ints, const double *settings, int capacity)
      : device(device), design(ints, settings), stream(own.stream), state(design, stream), steps(design, capacity, stream),
        rows(design, steps.slices, stream) {
    wait(stream);
  }
};

template <class Work>
static int guarded(Work work) {
  try {
    work();
    return VALORA_DONE;
  } catch (const OutOfMemory &e) {
    error = e.what();
    return VALORA_OUT_OF_MEMORY;
  } catch (const std::bad_alloc &) {
    error = "The host has not enough memory";
    return VALORA_OUT_OF_MEMORY;
  } catch (const std::logic_error &e) {
    error = e.what();
    return VALORA_INVALID;
  } catch (const std::exception &e) {
    error = e.what();
    return VALORA_FAILED;
  }
}

template <class Work>
static int with(ValoraReplica *replica, Work work) {
  return guarded([&] {
    choose(replica->device);
    work(*replica);
  });
}

const char *valora_device_error(void) { return error.c_str(); }

#ifdef __CUDACC__
int valora_device_count(int *count) {
  return guarded([&] {
    int driver = 0;
    check(cudaDriverGetVersion(&driver), "Looking for NVIDIA's driver");
    if (driver == 0) throw std::runtime_error("NVIDIA's driver isn't installed");
    check(cudaGetDeviceCount(count), "Looking for devices");
  });
}

int valora_device_describe(int device, char *name, int capacity, int64_t *total, int64_t *free, int *driver, int *runtime,
                           int *compute_capability) {
  return guarded([&] {
    choose(device);
    cudaDeviceProp properties;
    check(cudaGetDeviceProperties(&properties, device), "Describing the device");
    std::strncpy(name, properties.name, capacity - 1);
    name[capacity - 1] = 0;
    size_t left = 0, all = 0;
    check(cudaMemGetInfo(&left, &all), "Asking for the device's memory");
    *total = static_cast<int64_t>(all);
    *free = static_cast<int64_t>(left);
    check(cudaDriverGetVersion(driver), "Asking for the driver's version");
    check(cudaRuntimeGetVersion(runtime), "Asking for the runtime's version");
    *compute_capability = 10 * properties.major + properties.minor;
  });
}
#else
int valora_device_count(int *count) {
  *count = 1;
  return VALORA_DONE;
}

int valora_device_describe(int, char *name, int capacity, int64_t *total, int64_t *free, int *driver, int *runtime,
                           int *compute_capability) {
  std::strncpy(name, "host", capacity);
  *total = hostBytes(_SC_PHYS_PAGES);
  *free = hostBytes(_SC_AVPHYS_PAGES);
  *driver = *runtime = *compute_capability = 0;
  return VALORA_DONE;
}
#endif

int valora_device_create(int device, const int *design, const double *settings, int batch_rows, ValoraReplica **created) {
  return guarded([&] {
    choose(device);
    *created = new ValoraReplica(device, design, settings, batch_rows);
  });
}

int valora_device_destroy(ValoraReplica *replica) {
  return with(replica, [](ValoraReplica &it) {
    wait(it.stream);
    delete &it;
  });
}

int valora_device_allocated(ValoraReplica *replica, int64_t *bytes) {
  return guarded([&] { *bytes = static_cast<int64_t>(replica->state.bytes() + replica->steps.bytes() + replica->rows.bytes()); });
}

int valora_device_load(ValoraReplica *replica, int table, const float *values) {
  return with(replica, [=](ValoraReplica &it) { it.state.load(table, values); });
}

int valora_device_apply(ValoraReplica *replica, int table, const int *rows, int count, const float *values) {
  return with(replica, [=](ValoraReplica &it) { it.state.apply(table, rows, count, values); });
}

int valora_device_rows(ValoraReplica *replica, int rows, int batch_rows, const int *entries, const float *labels,
                       const float *numbers) {
  return with(replica, [=](ValoraReplica &it) {
    it.rows.begin(rows, batch_rows, entries, labels, numbers);
    it.state.publish();
  });
}

int valora_device_indices(ValoraReplica *replica, int table, const int *indices) {
  return with(replica, [=](ValoraReplica &it) { it.rows.indices(table, indices); });
}

int valora_device_bags(ValoraReplica *replica, int table, const int *starts, const int *ends, const int *indices,
                       const float *weights) {
  return with(replica, [=](ValoraReplica &it) { it.rows.bags(table, starts, ends, indices, weights); });
}

int valora_device_keep(ValoraReplica *replica, const int64_t *keys) {
  return with(replica, [=](ValoraReplica &it) { it.rows.keep(keys); });
}

int valora_device_order(ValoraReplica *replica, const int *order, int rows, int batch_rows, int64_t seed, double hidden) {
  return with(replica, [=](ValoraReplica &it) {
    it.rows.order(order, rows, batch_rows, {static_cast<uint64_t>(seed), hidden});
    it.state.publish();
  });
}

int valora_device_train(ValoraReplica *replica, int first, int count, int64_t step, const int64_t *seeds) {
  return with(replica, [=](ValoraReplica &it) {
    if (first < 0 || first + count > it.rows.batches()) throw std::invalid_argument("There is no such batch");
    for (int i = 0; i < count; i++) it.steps.train(it.state, it.rows, first + i, step + i, seeds[i]);
  });
}

int valora_device_loss(ValoraReplica *replica, int batch, double *loss) {
  return with(replica, [=](ValoraReplica &it) {
    int rows = it.rows.batch(batch).rows, used = static_cast<int>(ceiling(rows, it.steps.slice));
    std::vector<double> sums(used);
    copy(it.stream, sums.data(), it.rows.losses + static_cast<int64_t>(batch) * it.steps.slices, sizeof(double) * used);
    wait(it.stream);
    *loss = 0;
    for (double sum : sums) *loss += sum;
    *loss /= rows;
  });
}

int valora_device_touched(ValoraReplica *replica, int *counts) {
  return with(replica, [=](ValoraReplica &it) {
    for (size_t table = 0; table < it.design.tables.size(); table++) counts[table] = it.state.touched(static_cast<int>(table));
  });
}

int valora_device_take(ValoraReplica *replica, int table, int *rows, int *touches, float *values) {
  return with(replica, [=](ValoraReplica &it) { it.state.take(table, rows, touches, values); });
}

int valora_device_dense(ValoraReplica *replica, float *values) {
  return with(replica, [=](ValoraReplica &it) { it.state.takeDense(values); });
}

int valora_device_undo(ValoraReplica *replica) {
  return with(replica, [](ValoraReplica &it) { it.state.undo(); });
}
