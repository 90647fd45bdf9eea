/** Trained models of all tasks, as seen by code that scores with them. */
package io.valora.model;
