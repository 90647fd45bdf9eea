/** Tables as sources of rows: columnar files, Spark's catalog, and databases by JDBC. */
package io.valora.ingest.tables;
