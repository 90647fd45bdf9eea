/** Monitoring: drift of the rows that a model is asked, and the quality of its answers. */
package io.valora.monitoring;
