package io.valora.split;

/**
 * The values of one column of test that train never saw.
 *
 * @param column the column
 * @param ids how many different values
 * @param rows how many rows of test have one of them
 */
public record UnseenIds(String column, long ids, long rows) {}
