/** Options and tables of the commands that compare trainings. */
package io.valora.cli.tuning;
