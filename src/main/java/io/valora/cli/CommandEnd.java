package io.valora.cli;

/**
 * Exit status and error message of a finished command.
 *
 * @param code exit status, see {@link io.valora.base.Outcome}
 * @param message why it failed; empty when it didn't
 */
public record CommandEnd(int code, String message) {}
