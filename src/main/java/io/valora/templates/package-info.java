/** The report's templates, compiled by the build from {@code src/main/resources/templates}. */
package io.valora.templates;
