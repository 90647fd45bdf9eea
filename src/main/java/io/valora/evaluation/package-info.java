/** How good predictions and ranked lists are, as mergeable counts and sums and as plain numbers. */
package io.valora.evaluation;
