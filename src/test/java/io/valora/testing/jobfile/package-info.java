/** Pages and schema of the job file, made from the keys that its parsers ask for. */
package io.valora.testing.jobfile;
