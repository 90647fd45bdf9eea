package io.valora.split;

/**
 * The value at one rank of a column in ascending order.
 *
 * @param value the value
 * @param below how many rows have a smaller one
 * @param equal how many rows have this one, at least 1
 */
record OrderStatistic(long value, long below, long equal) {}
