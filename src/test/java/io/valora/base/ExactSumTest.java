package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  private static final long SEED = 7;

  @Test
  void isTheSumThatBigDecimalsHave() {
    List<Double> terms = terms();
    BigDecimal expected =
        terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum(terms).exact()).isEqualByComparingTo(expected);
    assertThat(sum(terms).value()).isEqualTo(expected.doubleValue());
  }

  @Test
  void isTheSameInEveryOrderAndInParts() {
    List<Double> terms = terms();
    double once = sum(terms).value();
    for (int order = 0; order < 20; order++) {
      Collections.shuffle(terms, new Random(SEED + order));
      int cut = terms.size() * order / 20;
      ExactSum parts = sum(terms.subList(0, cut));
      parts.merge(sum(terms.subList(cut, terms.size())));
      assertThat(parts.value()).isEqualTo(once);
    }
  }

  @Test
  void keepsWhatDoublesLose() {
    assertThat(sum(List.of(1e300, 1.0, -1e300, Double.MIN_VALUE)).value()).isEqualTo(1.0);
    assertThat(sum(List.of(Double.MIN_VALUE, Double.MIN_VALUE)).value())
        .isEqualTo(2 * Double.MIN_VALUE);
    assertThat(sum(List.of(0.1, -0.1)).value()).isZero();
    assertThat(new ExactSum().value()).isZero();
  }

  @Test
  void isRoundedOnceAtEitherEndOfTheRange() {
    double tiny = Double.MIN_NORMAL / 3;
    double huge = Double.MAX_VALUE / 3;
    for (List<Double> terms :
        List.of(
            List.of(tiny, Double.MIN_VALUE, tiny),
            List.of(tiny * 0x1p-10, 0x1p-1022, 0x1p-1074),
            List.of(huge, huge, 0x1p917, -1e-300),
            List.of(1.0, 0x1p-53, 0x1p-1074),
            List.of(-1.0, -0x1p-53, -0x1p-1074),
            List.of(1.0, 0x1p-53))) {
      BigDecimal exact =
          terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum(terms).value()).isEqualTo(exact.doubleValue());
      assertThat(sum(terms).exact()).isEqualByComparingTo(exact);
    }
  }

  @Test
  void productsAreNotRounded() {
    ExactSum sum = new ExactSum();
    sum.addProduct(0.1, 0.3);
    assertThat(sum.exact()).isEqualByComparingTo(new BigDecimal(0.1).multiply(new BigDecimal(0.3)));
  }

  @Test
  void manyMergesDoNotOverflow() {
    ExactSum sum = sum(List.of(3.0));
    for (int doubling = 0; doubling < 60; doubling++) {
      ExactSum same = new ExactSum();
      same.merge(sum);
      sum.merge(same);
    }
    assertThat(sum.value()).isEqualTo(3 * 0x1p60);
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> new ExactSum().add(Double.NaN)).hasMessage("NaN is no term of a sum");
  }

  private static ExactSum sum(List<Double> terms) {
    ExactSum sum = new ExactSum();
    terms.forEach(sum::add);
    return sum;
  }

  /** Of either sign, and from 2^-200 to 2^200 in size. */
  private static List<Double> terms() {
    Random random = new Random(SEED);
    return new ArrayList<>(
        Stream.generate(() -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(400) - 200))
            .limit(2000)
            .toList());
  }
}
