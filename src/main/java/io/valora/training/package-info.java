/**
 * From encoded rows to a trained network: epochs over an engine, measured on the executors, with
 * early stopping.
 */
package io.valora.training;
