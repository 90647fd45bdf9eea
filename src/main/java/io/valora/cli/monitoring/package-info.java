/** The command that monitors what a model is asked. */
package io.valora.cli.monitoring;
