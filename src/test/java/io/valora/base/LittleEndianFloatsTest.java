package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LittleEndianFloatsTest {
  @Test
  void leastSignificantByteComesFirst() throws IOException {
    assertThat(bytes(1f, -2f)).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
  }

  @Test
  void anyLengthComesBackBitForBit() throws IOException {
    for (int length : new int[] {0, 1, 16_383, 16_384, 16_385, 50_000}) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = Float.intBitsToFloat(i * 85_899);
      }
      assertThat(LittleEndianFloats.read(new ByteArrayInputStream(bytes(values)), length))
          .containsExactly(values);
    }
  }

  @Test
  void missingBytesAreAnError() throws IOException {
    byte[] cut = new byte[7];
    System.arraycopy(bytes(1f, 2f), 0, cut, 0, cut.length);
    assertThatThrownBy(() -> LittleEndianFloats.read(new ByteArrayInputStream(cut), 2))
        .isInstanceOf(EOFException.class)
        .hasMessage("fewer than 2 numbers");
  }

  private static byte[] bytes(float... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LittleEndianFloats.write(values, out);
    return out.toByteArray();
  }
}
