/**
 * Model registry: aliases of a job's runs, manifests of published files, and the publication of a
 * run.
 */
package io.valora.registry;
