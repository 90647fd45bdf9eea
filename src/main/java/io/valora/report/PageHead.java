package io.valora.report;

import java.time.Instant;

/** Header of a page: the title of the browser's tab, a kicker, and the run. */
public record PageHead(String title, String kicker, String job, String runId, Instant created) {}
