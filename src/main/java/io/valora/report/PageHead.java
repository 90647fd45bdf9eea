package io.valora.report;

import java.time.Instant;

/** What stands above a page: of the browser's tab the title, of the page a kicker and the run. */
public record PageHead(String title, String kicker, String job, String runId, Instant created) {}
