/** Which run's model readers are to take, what a run published, and which attempt may change it. */
package io.valora.registry;
