/** Grid over the number of shards and the averaging frequency, judged by the validation split. */
package io.valora.tuning.averaging;
