/** Verdicts on monitored days, and how they are told: JSON, Prometheus, sentences and the page. */
package io.valora.monitoring.verdicts;
