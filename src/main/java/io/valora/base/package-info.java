/**
 * What every package may use: the outcomes of a run, its error kind, hashing that depends on keys
 * only, and floats as bytes.
 */
package io.valora.base;
