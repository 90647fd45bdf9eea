/** One self-contained page that shows a customer where a model is right and wrong. */
package io.valora.evaluation.report;
