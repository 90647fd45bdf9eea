/** One self-contained page that shows a customer where a rating model is right and wrong. */
package io.valora.evaluation.report;
