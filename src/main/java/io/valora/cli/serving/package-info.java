/** The REST service as a command, of the whole program and of the serving jar alone. */
package io.valora.cli.serving;
