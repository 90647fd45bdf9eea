package io.valora.ingest;

import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.util.Set;

/**
 * Reading instructions for a task: the files, their layout and the schema.
 *
 * @param dispensable our names of columns that a file may lack as a whole
 */
record ReadPlan(SourceFiles files, FileLayout layout, TableSchema schema, Set<String> dispensable)
    implements Serializable {}
