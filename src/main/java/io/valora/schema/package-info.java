/**
 * What a table of ours looks like: its declared columns, and how the text of one cell becomes a
 * value of the declared type without losing anything.
 */
package io.valora.schema;
