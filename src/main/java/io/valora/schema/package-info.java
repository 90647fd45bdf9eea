/**
 * Table schemas: declared columns, and the lossless parsing of a cell's text into a value of the
 * declared type.
 */
package io.valora.schema;
