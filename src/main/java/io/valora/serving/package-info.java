/**
 * Serving parts: rows as a user gives them, and a model's answers to them. With the rooms below
 * they are {@code valora-serving.jar}, which has neither Spark nor DL4J.
 */
package io.valora.serving;
