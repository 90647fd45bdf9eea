/** Vocabularies of terms, fitted on Spark datasets of train, and datasets of encoded texts. */
package io.valora.features.fit.text;
