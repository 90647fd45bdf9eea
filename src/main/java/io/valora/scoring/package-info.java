/** Batch scoring: the answers of a published model to the rows of new files, on Spark. */
package io.valora.scoring;
