/** Runs, comparisons and histories as a user reads them: tables, lines and JSON. */
package io.valora.cli.runs;
