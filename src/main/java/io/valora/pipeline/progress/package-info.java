/** Progress of a run, for terminals and for progress.json. */
package io.valora.pipeline.progress;
