/** The composition root: the stages of a run, in order, on its folder. */
package io.valora.pipeline;
