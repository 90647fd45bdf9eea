/**
 * What every package may use: the outcomes of a run, its error kind, and hashing that depends on
 * keys only.
 */
package io.valora.base;
