package io.valora.lineage;

/** The fingerprints of the three splits: equal when two runs trained and tested on equal rows. */
public record SplitFingerprint(
    DatasetFingerprint train, DatasetFingerprint validation, DatasetFingerprint test) {}
