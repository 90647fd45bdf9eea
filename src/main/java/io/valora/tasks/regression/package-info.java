/** The regression task: the columns of a table to a number. */
package io.valora.tasks.regression;
