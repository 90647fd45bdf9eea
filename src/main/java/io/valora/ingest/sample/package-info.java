/** The embedded sample data sets, generated from a seed. */
package io.valora.ingest.sample;
