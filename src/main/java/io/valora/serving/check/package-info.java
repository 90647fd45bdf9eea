/**
 * Check of a model in a JVM that has the serving parts alone: the process that is started for it.
 */
package io.valora.serving.check;
