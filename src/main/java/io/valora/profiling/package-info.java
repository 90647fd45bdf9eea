/**
 * First look at a file: its dialect, the types of its columns, and the job that it is likely for.
 */
package io.valora.profiling;
