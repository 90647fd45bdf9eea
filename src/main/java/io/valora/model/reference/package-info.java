/**
 * Reference distribution of a model's inputs and answers, for monitoring what it is asked later.
 */
package io.valora.model.reference;
