/** Which run's model readers are to take. */
package io.valora.registry;
