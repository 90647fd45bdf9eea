package io.valora.report;

/** Verbatim parts of a page: trusted text, and data that was escaped before. */
public record Embedded(String style, String library, String script, String data) {}
