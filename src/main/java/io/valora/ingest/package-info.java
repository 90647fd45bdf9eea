/**
 * Parsing of text files into typed rows, with a quarantine that holds the position and the error of
 * every other row.
 */
package io.valora.ingest;
