/** Row encoders: from the columns of a row to the numbers that a network reads. */
package io.valora.features;
