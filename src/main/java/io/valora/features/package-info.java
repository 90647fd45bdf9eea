/** From the columns of a row to the numbers a network reads, fitted on train alone. */
package io.valora.features;
