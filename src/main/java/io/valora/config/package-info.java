/**
 * From the text of a job file and its overrides to checked values, with every problem reported at
 * once.
 */
package io.valora.config;
