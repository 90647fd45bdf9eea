/** Trained models, read from a run's folder and scored in plain Java. */
package io.valora.models;
