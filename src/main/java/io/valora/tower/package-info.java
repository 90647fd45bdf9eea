/**
 * The whole of a network's arithmetic in one pass over tiles that stay in the cache: embedding
 * tables of which only touched rows are read and written, and the dense layers above them. One
 * replica is one thread's.
 */
package io.valora.tower;
