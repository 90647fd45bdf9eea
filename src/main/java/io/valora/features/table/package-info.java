/**
 * From the columns of a table to an array of numbers per row, fitted on train alone and kept with
 * the model, so that a row given as text is encoded as a row of a split is.
 */
package io.valora.features.table;
