/** What became of one training in several numbers of shards, averaged at several times. */
package io.valora.evaluation.averaging;
