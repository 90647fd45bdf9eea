/**
 * What a run leaves in {@code run.json}: where its rows came from and went, the configuration in
 * force, and how far it got. Knows neither Spark nor storage.
 */
package io.valora.lineage;
