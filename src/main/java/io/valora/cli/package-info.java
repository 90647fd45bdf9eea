/** Arguments to configuration to one call to an exit code. */
package io.valora.cli;
