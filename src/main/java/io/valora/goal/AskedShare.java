package io.valora.goal;

/**
 * Units of a run whose arm was chosen with one share of the control.
 *
 * @param units in either arm
 */
public record AskedShare(String run, double share, long units, long control) {
  SampleRatio.Split split() {
    return new SampleRatio.Split(share, units, control);
  }
}
