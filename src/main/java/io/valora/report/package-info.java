/** Page frame and the sections that the reports of all tasks share. */
package io.valora.report;
