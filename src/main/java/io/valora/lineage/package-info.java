/**
 * Run record in {@code run.json}: provenance and accounting of its rows, the configuration in
 * force, and its progress. Knows neither Spark nor storage.
 */
package io.valora.lineage;
