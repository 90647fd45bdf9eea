/** The predictors that a network has to beat, fitted on the train split alone. */
package io.valora.baselines;
