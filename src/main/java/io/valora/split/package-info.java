/**
 * From typed rows to train, validation and test: a function of the rows' content and the seed,
 * never of their order or partitioning; and the leakage between the splits.
 */
package io.valora.split;
