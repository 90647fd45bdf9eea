/** Commands about what became of predictions: labels and the goal of the business. */
package io.valora.cli.outcomes;
