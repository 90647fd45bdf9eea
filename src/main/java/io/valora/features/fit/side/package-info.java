/** Entries of users and items, made from Spark datasets of side tables and of rated items. */
package io.valora.features.fit.side;
