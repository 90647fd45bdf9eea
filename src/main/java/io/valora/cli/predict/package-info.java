/** Rows as a user gives them and predictions as a user reads them. */
package io.valora.cli.predict;
