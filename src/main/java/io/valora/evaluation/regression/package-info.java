/** Evaluation of predicted numbers: metrics and everything the report of a regression run shows. */
package io.valora.evaluation.regression;
