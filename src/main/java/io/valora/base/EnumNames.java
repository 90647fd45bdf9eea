package io.valora.base;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of enum constants in job files, JSON and messages: lower case with dashes. */
public final class EnumNames {
  private EnumNames() {}

  /** Such as {@code last-wins} of {@code LAST_WINS}. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The names of all constants, in their order. */
  public static List<String> namesOf(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumNames::nameOf).toList();
  }

  /**
   * @throws IllegalArgumentException when no constant has the name
   */
  public static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
