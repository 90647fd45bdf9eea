/** Leases with fencing tokens: one attempt at a time may change a run or an alias. */
package io.valora.lease;
