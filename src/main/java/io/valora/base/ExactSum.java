package io.valora.base;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that it is the same in whatever order and parts its terms
 * come (Neal: Fast Exact Summation Using Small and Large Superaccumulators, 2015). Some tens of
 * bytes for terms of similar size, half a kilobyte for terms of any.
 */
public final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LIMB_BITS = 32;
  private static final long LIMB = (1L << LIMB_BITS) - 1;
  private static final int FRACTION_BITS = 52;
  private static final BigInteger FIVE = BigInteger.valueOf(5);

  /** The power of two that the smallest double is, negated. */
  private static final int LEAST_POWER = 1074;

  /** Each term adds less than 2^33 to a limb of 63 bits. */
  private static final int MOST_TERMS = 1 << 29;

  /** The sum is Σ limbs[i] · 2^(32 · (first + i) − 1074); a limb may be negative. */
  private long[] limbs = new long[0];

  private int first;
  private int terms;

  /**
   * @param term finite
   * @throws IllegalArgumentException when it isn't
   */
  public void add(double term) {
    if (!Double.isFinite(term)) {
      throw new IllegalArgumentException("%s is no term of a sum".formatted(term));
    }
    long bits = Double.doubleToRawLongBits(term);
    int exponent = (int) (bits >>> FRACTION_BITS) & 0x7FF;
    long fraction = bits & ((1L << FRACTION_BITS) - 1);
    long digits = exponent == 0 ? fraction : fraction | (1L << FRACTION_BITS);
    int power = Math.max(exponent, 1) - 1;
    int shift = power % LIMB_BITS;
    long low = (digits & LIMB) << shift;
    long high = (digits >>> LIMB_BITS) << shift;
    long sign = bits < 0 ? -1 : 1;
    int at = room(power / LIMB_BITS, 3);
    limbs[at] += sign * (low & LIMB);
    limbs[at + 1] += sign * ((low >>> LIMB_BITS) + (high & LIMB));
    limbs[at + 2] += sign * (high >>> LIMB_BITS);
    counted(1);
  }

  /** Adds the product of two numbers, without rounding it unless it is smaller than 1e-290. */
  public void addProduct(double left, double right) {
    double product = left * right;
    add(product);
    add(Math.fma(left, right, -product));
  }

  /** Adds the terms of another sum to this one. */
  public void merge(ExactSum other) {
    if (other.limbs.length == 0) {
      return;
    }
    int at = room(other.first, other.limbs.length);
    for (int limb = 0; limb < other.limbs.length; limb++) {
      limbs[at + limb] += other.limbs[limb];
    }
    counted(other.terms + 1);
  }

  /** The sum, rounded once. */
  public double value() {
    return binary().rounded();
  }

  /** The sum. */
  public BigDecimal exact() {
    return binary().exact();
  }

  private Binary binary() {
    BigInteger sum = BigInteger.ZERO;
    for (int limb = limbs.length - 1; limb >= 0; limb--) {
      sum = sum.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[limb]));
    }
    int zeros = Math.max(0, sum.getLowestSetBit());
    return new Binary(sum.shiftRight(zeros), LIMB_BITS * first - LEAST_POWER + zeros);
  }

  /** The number digits · 2^power; the digits are odd, or 0. */
  private record Binary(BigInteger digits, int power) {
    double rounded() {
      if (digits.bitLength() < Double.MAX_EXPONENT) {
        double rounded = Math.scalb(digits.doubleValue(), power);
        // Below, a double has fewer digits, and scalb would round once more.
        if (Math.abs(rounded) >= Double.MIN_NORMAL) {
          return rounded;
        }
      }
      return exact().doubleValue();
    }

    /** 2^-n is 5^n / 10^n. */
    BigDecimal exact() {
      return power < 0
          ? new BigDecimal(digits.multiply(FIVE.pow(-power)), -power)
          : new BigDecimal(digits.shiftLeft(power));
    }
  }

  /** The index of a limb, after making room for it and those above it. */
  private int room(int limb, int count) {
    if (limbs.length == 0) {
      first = limb;
      limbs = new long[count];
    } else if (limb < first || limb + count > first + limbs.length) {
      int from = Math.min(first, limb);
      long[] wider = new long[Math.max(first + limbs.length, limb + count) - from];
      System.arraycopy(limbs, 0, wider, first - from, limbs.length);
      limbs = wider;
      first = from;
    }
    return limb - first;
  }

  private void counted(int more) {
    terms += more;
    if (terms < MOST_TERMS) {
      return;
    }
    limbs = Arrays.copyOf(limbs, limbs.length + 1);
    for (int limb = 0; limb < limbs.length - 1; limb++) {
      limbs[limb + 1] += limbs[limb] >> LIMB_BITS;
      limbs[limb] &= LIMB;
    }
    terms = 1;
  }
}
