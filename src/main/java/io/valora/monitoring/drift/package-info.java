/** Statistics of monitoring: drift by counts in bins, and quality with labels and without. */
package io.valora.monitoring.drift;
