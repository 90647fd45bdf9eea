/** Checked reading of JSON: every missing or wrong value is named by its path. */
package io.valora.json;
