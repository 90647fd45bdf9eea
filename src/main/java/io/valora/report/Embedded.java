package io.valora.report;

/** What a page carries verbatim: trusted text, and data that was escaped before. */
public record Embedded(String style, String library, String script, String data) {}
