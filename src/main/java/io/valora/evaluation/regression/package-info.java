/** How good the predictions of a number are: what the report of a regression run rests on. */
package io.valora.evaluation.regression;
