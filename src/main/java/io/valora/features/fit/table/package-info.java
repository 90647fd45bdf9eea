/** Table encoders, fitted on Spark datasets of train, and datasets of encoded rows. */
package io.valora.features.fit.table;
