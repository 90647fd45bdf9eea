/**
 * Evaluation of predictions and ranked lists, as mergeable counts and sums and as plain numbers.
 */
package io.valora.evaluation;
