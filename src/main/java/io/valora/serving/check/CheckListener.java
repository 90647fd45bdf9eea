package io.valora.serving.check;

/** Receives the progress of a check. */
public interface CheckListener {
  void begun(CheckRule rule);

  void found(Finding finding);
}
