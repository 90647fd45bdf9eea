/** The sentiment task: a text to one of two classes. */
package io.valora.tasks.sentiment;
