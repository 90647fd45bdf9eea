package io.valora.serving.check;

import io.valora.model.GoldenRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Inputs made at random from good rows; the same ones for the same seed.
 *
 * @param rows good ones; at least one
 * @param names of the model's inputs
 */
record GeneratedInputs(List<GoldenRow> rows, List<String> names, long seed) {
  /** One input in so many is given beside good rows too. */
  private static final int COMPANY = 10;

  private static final int KINDS = 6;
  private static final int MOST_CHANGES = 8;
  private static final int MOST_BYTES = 200;

  void giveTo(InputTrial trial, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 1; i <= count; i++) {
      byte[] input = input(random);
      String name = "generated input %d of seed %d".formatted(i, seed);
      trial.give(name, input);
      if (i % COMPANY == 0) {
        trial.giveBesideGood(name, input);
      }
    }
  }

  private byte[] input(SplittableRandom random) {
    GoldenRow row = rows.get(random.nextInt(rows.size()));
    return switch (random.nextInt(KINDS)) {
      case 0 -> everyCell(random);
      case 1 -> oneCell(row, random);
      case 2 -> otherKeys(row, random);
      case 3 -> otherBytes(RowBody.of(row), random);
      case 4 -> cut(RowBody.of(row), random);
      default -> bytes(random);
    };
  }

  private byte[] everyCell(SplittableRandom random) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, value(random)));
    return InputTrial.bytes(RowBody.object(values));
  }

  private byte[] oneCell(GoldenRow row, SplittableRandom random) {
    Map<String, String> values = RowBody.values(row);
    values.put(names.get(random.nextInt(names.size())), value(random));
    return InputTrial.bytes(RowBody.object(values));
  }

  private static byte[] otherKeys(GoldenRow row, SplittableRandom random) {
    Map<String, String> values = RowBody.values(row);
    List<String> keys = new ArrayList<>(values.keySet());
    String key = keys.isEmpty() ? "" : keys.get(random.nextInt(keys.size()));
    String value = values.remove(key);
    if (random.nextBoolean()) {
      values.put(key + text(random), value);
    }
    return InputTrial.bytes(RowBody.object(values));
  }

  private static byte[] otherBytes(byte[] body, SplittableRandom random) {
    for (int i = 1 + random.nextInt(MOST_CHANGES); i > 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    return body;
  }

  private static byte[] cut(byte[] body, SplittableRandom random) {
    return Arrays.copyOf(body, random.nextInt(body.length));
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String value(SplittableRandom random) {
    return switch (random.nextInt(KINDS)) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextInt(-1000, 1000));
      case 2 -> String.valueOf(random.nextLong());
      case 3 -> finite(Double.longBitsToDouble(random.nextLong()));
      default -> RowBody.json(text(random));
    };
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? String.valueOf(value) : "1e309";
  }

  /** Of any characters, surrogates alone among them. */
  private static String text(SplittableRandom random) {
    int length = random.nextInt(MOST_CHANGES);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(1 << 16)));
    }
    return text.toString();
  }
}
