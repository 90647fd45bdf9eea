package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Form that a model is to be exported in.
 *
 * @param precision of its weights; empty for the format's usual one, or with {@code mostBytes} for
 *     the best
 * @param terms that its vocabulary keeps; empty for all
 * @param mostBytes that the files which a device needs may take
 * @param runtime folder with ONNX Runtime for browsers, which pages then compute with; empty for
 *     plain JavaScript
 */
public record ExportRequest(
    ExportFormat format,
    Optional<Precision> precision,
    OptionalInt terms,
    OptionalLong mostBytes,
    Optional<String> runtime) {}
