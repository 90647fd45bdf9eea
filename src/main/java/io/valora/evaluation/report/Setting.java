package io.valora.evaluation.report;

/** A name and a value, as a two-column table shows them. */
public record Setting(String key, String value) {}
