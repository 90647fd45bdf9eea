/** How well scores tell two classes of texts apart, as mergeable counts and as plain numbers. */
package io.valora.evaluation.classification;
