/** Reference distributions, counted on Spark datasets of the splits. */
package io.valora.prediction.reference;
