/**
 * Vectors of words that were learned elsewhere, for the table of terms to start at: read from the
 * usual files, or trained by Spark on texts without labels.
 */
package io.valora.features.fit.vectors;
