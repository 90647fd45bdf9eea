/**
 * Files on any Hadoop file system: the folder of a run, and writes that readers see whole or not at
 * all.
 */
package io.valora.storage;
