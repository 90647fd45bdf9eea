package io.valora.split;

import io.valora.lineage.SplitFingerprint;

/** Paths and fingerprint of the written splits. */
public record SplitResult(SplitPaths paths, SplitFingerprint fingerprint) {}
