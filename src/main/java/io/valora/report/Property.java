package io.valora.report;

/** A name and a value, as a two-column table shows them. */
public record Property(String key, String value) {}
