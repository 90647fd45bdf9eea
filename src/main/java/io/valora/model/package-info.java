/** What a trained model of any task promises to those who score with it. */
package io.valora.model;
