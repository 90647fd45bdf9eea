/** From the bytes of a text file, packed or not and in any encoding, to records and cells. */
package io.valora.ingest.lines;
