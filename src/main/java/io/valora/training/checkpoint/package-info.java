/** Checkpoints of the averaged state, and resuming from them. */
package io.valora.training.checkpoint;
