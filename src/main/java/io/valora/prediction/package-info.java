/** From a scorer of pairs to the best items of every user. */
package io.valora.prediction;
