package io.valora.tuning.search;

import io.valora.job.tuning.TuningSetting;
import io.valora.split.Fold;

/**
 * Training of one setting on one fold.
 *
 * @param id hash of the resolved setting, the fold, its rows and the code
 * @param number from 1, in the order of the search
 * @param settingId hash of the resolved setting
 * @param foldId hash of the fold and its rows
 */
record Trial(
    String id, int number, String settingId, TuningSetting setting, Fold fold, String foldId) {}
