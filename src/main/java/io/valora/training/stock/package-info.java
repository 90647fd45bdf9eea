/** The reference engine: dl4j-spark's parameter averaging over DL4J's own layers. */
package io.valora.training.stock;
