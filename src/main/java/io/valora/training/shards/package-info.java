/** Training rows as primitive arrays, in shards that belong to the job and not to the cluster. */
package io.valora.training.shards;
