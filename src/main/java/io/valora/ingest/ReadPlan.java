package io.valora.ingest;

import io.valora.schema.TableSchema;
import java.io.Serializable;

/** What a task must know to read the lines of any of the files. */
record ReadPlan(SourceFiles files, FileLayout layout, TableSchema schema) implements Serializable {}
