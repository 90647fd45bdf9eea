package io.valora.tower.device;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.IntBuffer;

/**
 * The functions of {@code valora_device.h}, by their names there without the prefix. Each returns
 * 0, or a code upon which {@link #error} says why.
 */
interface DeviceFunctions extends Library {
  String error();

  int count(IntByReference count);

  int describe(
      int device,
      byte[] name,
      int capacity,
      LongByReference total,
      LongByReference free,
      IntByReference driver,
      IntByReference runtime,
      IntByReference computeCapability);

  int create(
      int device, int[] design, double[] settings, int batchRows, PointerByReference created);

  int destroy(Pointer replica);

  int allocated(Pointer replica, LongByReference bytes);

  int load(Pointer replica, int table, float[] values);

  int apply(Pointer replica, int table, int[] rows, int count, float[] values);

  int rows(
      Pointer replica, int rows, int batchRows, int[] entries, float[] labels, float[] numbers);

  int indices(Pointer replica, int table, int[] indices);

  int bags(Pointer replica, int table, int[] starts, int[] ends, int[] indices, float[] weights);

  int keep(Pointer replica, long[] keys);

  int order(Pointer replica, IntBuffer order, int rows, int batchRows, long seed, double hidden);

  int train(Pointer replica, int first, int count, long step, long[] seeds);

  int loss(Pointer replica, int batch, DoubleByReference loss);

  int touched(Pointer replica, int[] counts);

  int take(Pointer replica, int table, int[] rows, int[] touches, float[] values);

  int dense(Pointer replica, float[] values);

  int undo(Pointer replica);
}
