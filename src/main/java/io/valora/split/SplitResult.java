package io.valora.split;

import io.valora.lineage.SplitFingerprint;

/** Where the parts lie and what they hold. */
public record SplitResult(SplitPaths paths, SplitFingerprint fingerprint) {}
