/** Comparison of published runs on the test rows that they have in common, without Spark. */
package io.valora.registry.compare;
