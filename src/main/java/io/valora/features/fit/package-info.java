/** Encoders of ids, fitted on Spark datasets of train. */
package io.valora.features.fit;
