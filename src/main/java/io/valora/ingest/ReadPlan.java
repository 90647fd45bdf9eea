package io.valora.ingest;

import io.valora.schema.TableSchema;
import java.io.Serializable;

/** Reading instructions for a task: the files, their layout and the schema. */
record ReadPlan(SourceFiles files, FileLayout layout, TableSchema schema) implements Serializable {}
