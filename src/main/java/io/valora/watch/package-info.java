/** Decides when a job is trained again, and sees to it: what is known in, one decision out. */
package io.valora.watch;
