/**
 * From files of text to typed rows and a quarantine that says of every other row where it stands
 * and what is wrong with it.
 */
package io.valora.ingest;
