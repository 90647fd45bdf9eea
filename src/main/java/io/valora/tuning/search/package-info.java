/** Search for a job's settings by cross-validation on the rows of train and validation. */
package io.valora.tuning.search;
