package io.valora.features.text;

/** An encoded text with its length in terms. */
public record CountedText(EncodedText encoded, TermCounts counts) {}
