/** Encoder of texts: from the text of a review to weighted rows of an embedding table. */
package io.valora.features.text;
