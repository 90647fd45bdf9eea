/**
 * Mergeable counts of monitored rows by day: the same in whatever order and partitions they come.
 */
package io.valora.monitoring.states;
