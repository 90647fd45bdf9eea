/** The command that exports models, and its text. */
package io.valora.cli.export;
