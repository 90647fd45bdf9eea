/** Export of published models to other runtimes, verified on the run's own rows. */
package io.valora.export;
