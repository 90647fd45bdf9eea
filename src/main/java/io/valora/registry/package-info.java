/**
 * Model registry: stored runs, aliases of a job's runs and their history, manifests of published
 * files, and the publication of a run.
 */
package io.valora.registry;
