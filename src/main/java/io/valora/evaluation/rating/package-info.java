/** Metrics of predicted ratings: errors, intervals, slices, and the worst errors. */
package io.valora.evaluation.rating;
