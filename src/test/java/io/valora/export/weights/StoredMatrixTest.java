package io.valora.export.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredMatrixTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 7;

  @Test
  void everyHalfIsItsOwnNearestHalf() {
    for (int bits = 0; bits < 1 << Short.SIZE; bits++) {
      float value = HalfMatrix.value((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(HalfMatrix.half(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void halvesAreTheNearestWithTiesToEven() {
    assertThat(HalfMatrix.half(1)).isEqualTo((short) 0x3c00);
    assertThat(HalfMatrix.half(-2)).isEqualTo((short) 0xc000);
    assertThat(HalfMatrix.half(65504)).isEqualTo((short) 0x7bff);
    assertThat(HalfMatrix.half(65519)).isEqualTo((short) 0x7bff);
    assertThat(HalfMatrix.half(65520)).isEqualTo((short) 0x7c00);
    assertThat(HalfMatrix.half(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(HalfMatrix.half(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
    assertThat(HalfMatrix.half(0x1p-24f)).isEqualTo((short) 1);
    assertThat(HalfMatrix.half(0x1p-25f)).isEqualTo((short) 0);
    assertThat(HalfMatrix.half(0x1.8p-25f)).isEqualTo((short) 1);
    assertThat(HalfMatrix.half(0x1.ff8p-15f)).isEqualTo((short) 0x3ff);
    assertThat(HalfMatrix.half(0x1.fffp-15f)).isEqualTo((short) 0x400);
    assertThat(HalfMatrix.value(HalfMatrix.half(Float.NaN))).isNaN();
    assertThat(HalfMatrix.half(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
  }

  @Test
  void bytesAreWithinHalfAStepOfTheWeights() {
    FloatMatrix matrix = matrix();
    for (ScaledBy scaledBy : ScaledBy.values()) {
      ByteMatrix bytes = ByteMatrix.of(matrix, scaledBy);
      float[] restored = new float[ROWS * COLUMNS];
      bytes.restore(restored, 0);
      for (int i = 0; i < restored.length; i++) {
        float scale = bytes.scales()[scaledBy == ScaledBy.ROW ? i / COLUMNS : i % COLUMNS];
        assertThat(Math.abs(restored[i] - matrix.value(i))).isLessThanOrEqualTo(0.5001f * scale);
      }
    }
    assertThat(ByteMatrix.of(new FloatMatrix(new float[3], 0, 3, 1), ScaledBy.COLUMN).values())
        .containsOnly(0);
  }

  @Test
  void aMatrixStaysWhereFewerBitsSaveNothing() {
    FloatMatrix small = new FloatMatrix(new float[40], 0, 40, 1);
    assertThat(Precision.INT8.store(small, ScaledBy.COLUMN)).isSameAs(small);
    assertThat(Precision.FP16.store(small, ScaledBy.COLUMN)).isSameAs(small);
    FloatMatrix large = matrix();
    assertThat(Precision.INT8.store(large, ScaledBy.COLUMN).bytes())
        .isEqualTo(ROWS * COLUMNS + 4 * COLUMNS);
    assertThat(Precision.FP16.store(large, ScaledBy.COLUMN).bytes()).isEqualTo(2 * ROWS * COLUMNS);
    assertThat(Precision.FP32.store(large, ScaledBy.COLUMN)).isSameAs(large);
  }

  private static FloatMatrix matrix() {
    float[] values = new float[1 + ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) * (1 + i % COLUMNS);
    }
    return new FloatMatrix(values, 1, ROWS, COLUMNS);
  }
}
