package io.valora.tower.device;

/** Arithmetic of the dense products on a device; all else is FP32 in either. */
public enum Precision {
  FP32,
  /** Products of numbers of 10 bits behind the point, on tensor cores, added up in FP32. */
  TF32
}
