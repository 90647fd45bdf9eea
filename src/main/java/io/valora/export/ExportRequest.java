package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Form that a model is to be exported in.
 *
 * @param precision of its weights; empty for 32 bits, or with {@code mostBytes} for the best
 * @param terms that its vocabulary keeps; empty for all
 * @param mostBytes that the files which a device needs may take
 */
public record ExportRequest(
    Optional<Precision> precision, OptionalInt terms, OptionalLong mostBytes) {}
