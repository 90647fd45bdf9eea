/**
 * One job by spark-submit on real clusters and real storage, all on this machine: {@code mvn
 * -Pcluster verify}.
 */
package io.valora.cluster;
