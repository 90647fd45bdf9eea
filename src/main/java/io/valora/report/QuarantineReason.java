package io.valora.report;

/** Reason for which rows could not be typed, with an example as it stood in the input. */
public record QuarantineReason(String name, long rows, String example) {}
