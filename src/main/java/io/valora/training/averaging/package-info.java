/** The parameter-averaging engine: replicas, rounds, and the ordered mean of their updates. */
package io.valora.training.averaging;
