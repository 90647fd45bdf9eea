/** From the text of a review to the rows of an embedding table, fitted on train alone. */
package io.valora.features.text;
