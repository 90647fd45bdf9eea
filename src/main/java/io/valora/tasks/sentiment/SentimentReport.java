package io.valora.tasks.sentiment;

import io.valora.evaluation.classification.ClassificationResult;
import io.valora.report.RunSections;

/**
 * Everything the report of a sentiment run shows, as finished numbers. {@link Double#NaN} stands
 * for a number that is not defined and is shown as a dash.
 *
 * @param run sections that all reports share
 * @param result label 1 is a good review, 0 a bad one
 */
public record SentimentReport(RunSections run, ClassificationResult result) {}
