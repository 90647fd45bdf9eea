/** Weights in fewer bits; activations stay in 32. */
package io.valora.export.weights;
