/** Rules that a fresh JVM of the serving parts, and the run's own test rows, are held against. */
package io.valora.gates.serving;
