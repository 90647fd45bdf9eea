/** Format of the input files: how a record stands in them, and how its cells are delimited. */
package io.valora.ingest.layout;
