/** Evaluation of binary text classifiers, as mergeable counts and as plain numbers. */
package io.valora.evaluation.classification;
