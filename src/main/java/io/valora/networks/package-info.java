/**
 * The networks as DL4J graphs, their optimizers, and trained ones as values that score on any
 * executor.
 */
package io.valora.networks;
