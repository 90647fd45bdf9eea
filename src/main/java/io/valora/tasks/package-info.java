/** The tasks that Valora knows. */
package io.valora.tasks;
