package io.valora.ingest.layout;

import io.valora.schema.TableSchema;
import java.io.Serializable;

/** Layout of files and the columns in them. */
public record TableLayout(FileLayout files, TableSchema schema) implements Serializable {}
