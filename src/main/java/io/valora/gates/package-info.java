/** From the figures of an evaluation to the verdict whether a run may become champion. */
package io.valora.gates;
