/** The epoch loop: rounds, metrics of each epoch, early stopping, the best epoch. */
package io.valora.training.loop;
