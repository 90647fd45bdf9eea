package io.valora.profiling;

import java.util.List;

/**
 * Values of a column whose rows are left out.
 *
 * @param column name in the job
 * @param reason in plain words
 */
record DroppedValues(String column, List<String> values, String reason) {}
