package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.valora.model.GoldenRow;
import io.valora.model.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inputs that nobody should send and somebody will.
 *
 * @param row a good one, which each input is a variant of
 */
record HostileInputs(Signature signature, GoldenRow row) {
  private static final int VARIED = 4;
  private static final int MEGABYTE = 1 << 20;
  private static final int DEEP = 10_000;
  private static final int MARKS = 10_000;

  /** JSON values of a cell by their description. */
  private static final Map<String, String> CELLS = cells();

  private static final Map<String, String> ROWS = rows();

  /** Gives every input, alone and in company. */
  void giveTo(InputTrial trial) {
    List<String> names = signature.names();
    for (String name : names.subList(0, Math.min(VARIED, names.size()))) {
      CELLS.forEach((what, value) -> give(trial, what + " in " + name, with(name, value)));
      give(trial, "no " + name, without(name));
      give(trial, name + " twice", twice(name));
    }
    give(trial, "an unknown key", with("nobody_knows", "1"));
    give(trial, "an empty key", with("", "1"));
    give(trial, "a key of a megabyte", with("k".repeat(MEGABYTE), "1"));
    ROWS.forEach((what, text) -> give(trial, what, text));
    bodies().forEach(trial::give);
  }

  private static void give(InputTrial trial, String name, String text) {
    byte[] input = InputTrial.bytes(text);
    trial.give(name, input);
    trial.giveBesideGood(name, input);
    trial.giveInArray(name, input);
  }

  private String with(String name, String value) {
    Map<String, String> values = RowBody.values(row);
    values.put(name, value);
    return RowBody.object(values);
  }

  private String without(String name) {
    Map<String, String> values = RowBody.values(row);
    values.remove(name);
    return RowBody.object(values);
  }

  private String twice(String name) {
    String value = RowBody.values(row).getOrDefault(name, "1");
    String object = with(name, value);
    return "%s,%s:%s}"
        .formatted(object.substring(0, object.length() - 1), RowBody.json(name), value);
  }

  /** Whole bodies, which stand for themselves. */
  private static Map<String, byte[]> bodies() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("an empty body", new byte[0]);
    bodies.put("a body of line feeds", InputTrial.bytes("\n\r\n\n"));
    bodies.put("a body of spaces", InputTrial.bytes(" ".repeat(MEGABYTE)));
    bodies.put("a byte order mark", InputTrial.bytes("\uFEFF"));
    bodies.put("an open array", InputTrial.bytes("["));
    bodies.put("an empty array", InputTrial.bytes("[]"));
    bodies.put("a row behind an array", InputTrial.bytes("[] {}"));
    bodies.put("a megabyte of open arrays", InputTrial.bytes("[".repeat(MEGABYTE)));
    bodies.put("UTF-16", "{\"a\":1}".getBytes(UTF_16LE));
    bodies.put("no UTF-8", new byte[] {'{', '"', (byte) 0xff, (byte) 0xc0, '"', ':', '1', '}'});
    bodies.put("zero bytes", new byte[DEEP]);
    return bodies;
  }

  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String text :
        List.of(
            "{}",
            "[]",
            "null",
            "true",
            "12",
            "\"a\"",
            "NaN",
            "{",
            "}",
            "]",
            "{]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":NaN}",
            "{\"a\":-Infinity}",
            "{\"a\":+1}",
            "{\"a\":01}",
            "{\"a\":0x1F}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"",
            "{} {}",
            "// no comment",
            "<html><body>400</body></html>",
            "user=1&item=2",
            "a,b,c")) {
      rows.put("the row " + text, text);
    }
    rows.put("a deep array", "[".repeat(DEEP) + "]".repeat(DEEP));
    rows.put("a deep object", "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
    return rows;
  }

  private static Map<String, String> cells() {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String value :
        List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[1]",
            "{\"a\":1}",
            "0",
            "-0.0",
            "12",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "123456789012345678901234567890",
            "253402300799",
            "253402300800",
            "-1e15",
            "NaN",
            "-Infinity")) {
      cells.put("the value " + value, value);
    }
    for (String text : texts()) {
      cells.put("the text " + RowBody.json(text), RowBody.json(text));
    }
    cells.put("a number of 100,000 digits", "9".repeat(10 * DEEP));
    cells.put("the text of 100,000 digits", RowBody.json("9".repeat(10 * DEEP)));
    cells.put("a text of a megabyte", RowBody.json("never a dull moment ".repeat(MEGABYTE / 20)));
    cells.put("a word of a megabyte", RowBody.json("x".repeat(MEGABYTE)));
    cells.put("10,000 combining marks", RowBody.json("e" + "\u0301".repeat(MARKS)));
    cells.put("a deep array", "[".repeat(DEEP) + "]".repeat(DEEP));
    return cells;
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts.addAll(List.of("", " ", "\t", "NaN", "nan", "Infinity", "-Infinity", "null", "12", "-3"));
    texts.addAll(List.of("1,5", "1.234,5", "1 234", "1_000", "0x1F", "1e5", "12abc", "١٢", "１２"));
    texts.addAll(List.of("9999-12-31", "9999-12-31T23:59:59Z", "31/12/9999", "0000-00-00"));
    texts.addAll(
        List.of("(never seen before)", "\ud800", "\udc00x", "a\ud83d", "\u0000", "a\u0000b"));
    texts.addAll(
        List.of("\u202eabc", "שלום", "👩‍👩‍👧‍👦", "\uFEFF1", "\uFFFF", "a\r\nb", "\\", "\""));
    texts.addAll(List.of("<script>alert('x')</script>&amp;<br>", "${jndi:ldap://x}", "%s%n%x"));
    texts.addAll(List.of("../../etc/passwd", "'; DROP TABLE t; --"));
    return texts;
  }
}
