/*
 * Replicas of towers on a device: plain C, for the binding in io.valora.tower.device. Each function returns 0 or one of the codes
 * below; valora_device_error() then says why. A replica is for one thread at a time. Pointers are to the caller's memory, which
 * is not kept.
 */
#ifndef VALORA_DEVICE_H
#define VALORA_DEVICE_H

#include <stdint.h>

#define VALORA_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

enum { VALORA_DONE = 0, VALORA_FAILED = 1, VALORA_OUT_OF_MEMORY = 2, VALORA_INVALID = 3 };

typedef struct ValoraReplica ValoraReplica;

/* Of the last call of this thread that didn't return 0. */
VALORA_API const char *valora_device_error(void);

/* Cards, or 1 in a build for the host. */
VALORA_API int valora_device_count(int *count);

/* Versions are 1000 * major + 10 * minor, the compute capability 10 * major + minor; all 0 in a build for the host. */
VALORA_API int valora_device_describe(int device, char *name, int capacity, int64_t *total, int64_t *free, int *driver,
                                      int *runtime, int *compute_capability);

/*
 * design: tables; rows, dimension, stride, column, is bag, learns of each; is factors, input, numbers, activation, loss, rule,
 * TF32, hidden layers, width of each. settings: dropout, dropout of the input, rate, epsilon or momentum, decay of a step,
 * embedding penalty, dense penalty. batch_rows: of the largest batch. Weights and state are 0 until they are loaded.
 */
VALORA_API int valora_device_create(int device, const int *design, const double *settings, int batch_rows,
                                    ValoraReplica **created);
VALORA_API int valora_device_destroy(ValoraReplica *replica);

/* Bytes that it holds on the device. */
VALORA_API int valora_device_allocated(ValoraReplica *replica, int64_t *bytes);

/* All rows of a table; of table number `tables` the dense weights and their state. Forgets the round. */
VALORA_API int valora_device_load(ValoraReplica *replica, int table, const float *values);

/* The same for some rows. */
VALORA_API int valora_device_apply(ValoraReplica *replica, int table, const int *rows, int count, const float *values);

/* Begins to hand over rows for training in batches of batch_rows, with so many entries in each table of bags. */
VALORA_API int valora_device_rows(ValoraReplica *replica, int rows, int batch_rows, const int *entries, const float *labels,
                                  const float *numbers);

/* The index of each row into a table; or of bags the start and end of each row's entries, and the entries. */
VALORA_API int valora_device_indices(ValoraReplica *replica, int table, const int *indices);
VALORA_API int valora_device_bags(ValoraReplica *replica, int table, const int *starts, const int *ends, const int *indices,
                                  const float *weights);

/* Keeps the rows handed over, which have no bags, and their keys as a shard. */
VALORA_API int valora_device_keep(ValoraReplica *replica, const int64_t *keys);

/* Takes rows of the shard for training, each by its place; a share of the indices, drawn by seed and key, becomes 0. */
VALORA_API int valora_device_order(ValoraReplica *replica, const int *order, int rows, int batch_rows, int64_t seed,
                                   double hidden);

/* Trains on batches [first, first + count), in steps from `step` on, each with its seed of dropout; doesn't wait. */
VALORA_API int valora_device_train(ValoraReplica *replica, int first, int count, int64_t step, const int64_t *seeds);

/* The mean loss of a batch before its step, when it is done. */
VALORA_API int valora_device_loss(ValoraReplica *replica, int batch, double *loss);

/* Rows of each table that the round touched; then those of one table in ascending order; the dense weights and their state. */
VALORA_API int valora_device_touched(ValoraReplica *replica, int *counts);
VALORA_API int valora_device_take(ValoraReplica *replica, int table, int *rows, int *touches, float *values);
VALORA_API int valora_device_dense(ValoraReplica *replica, float *values);

/* Forgets the round. */
VALORA_API int valora_device_undo(ValoraReplica *replica);

#ifdef __cplusplus
}
#endif

#endif
