package io.valora.lineage;

/** The fingerprints of the three parts: equal when two runs trained and tested on equal rows. */
public record SplitFingerprint(
    PartFingerprint train, PartFingerprint validation, PartFingerprint test) {}
