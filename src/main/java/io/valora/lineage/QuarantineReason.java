package io.valora.lineage;

/**
 * Reason for quarantined rows, with their count and an example.
 *
 * @param reason one plain sentence, without the value
 * @param rows how many rows had it
 * @param example one of the values or lines
 */
public record QuarantineReason(String reason, long rows, String example) {}
