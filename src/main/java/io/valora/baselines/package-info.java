/** The predictors that a network has to beat, fitted on the train part alone. */
package io.valora.baselines;
