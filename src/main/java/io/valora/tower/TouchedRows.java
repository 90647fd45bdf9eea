package io.valora.tower;

import java.nio.ByteBuffer;

/**
 * Rows of a table with all that they hold; not copied.
 *
 * @param rows each once
 * @param touches how many rows of the data each stands for
 * @param values (embedding, optimizer state) of each row, in the order of {@code rows}
 */
public record TouchedRows(int[] rows, int[] touches, float[] values) {
  int bytes() {
    return Math.multiplyExact(Integer.BYTES, 2 + 2 * rows.length + values.length);
  }

  void put(ByteBuffer bytes) {
    bytes.putInt(rows.length).putInt(values.length);
    put(bytes, rows);
    put(bytes, touches);
    TowerUpdate.put(bytes, values);
  }

  static TouchedRows take(ByteBuffer bytes) {
    int count = bytes.getInt();
    TouchedRows taken = new TouchedRows(new int[count], new int[count], new float[bytes.getInt()]);
    take(bytes, taken.rows);
    take(bytes, taken.touches);
    TowerUpdate.take(bytes, taken.values);
    return taken;
  }

  private static void put(ByteBuffer bytes, int[] values) {
    bytes.asIntBuffer().put(values);
    bytes.position(bytes.position() + values.length * Integer.BYTES);
  }

  private static void take(ByteBuffer bytes, int[] values) {
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + values.length * Integer.BYTES);
  }
}
