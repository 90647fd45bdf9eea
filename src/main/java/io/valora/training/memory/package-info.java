/** Memory plan of a training, made before its first round. */
package io.valora.training.memory;
