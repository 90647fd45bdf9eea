/**
 * Basic types that every package may use: outcomes of a run, its exception, hashing that depends on
 * keys only, and floats as bytes.
 */
package io.valora.base;
