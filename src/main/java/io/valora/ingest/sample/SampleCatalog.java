package io.valora.ingest.sample;

import java.util.List;

/** The names of the experiences of a loyalty program: endless, and no two the same. */
final class SampleCatalog {
  private static final List<String> STEMS =
      List.of(
          "Cena para dos",
          "Spa",
          "Degustación de vinos",
          "Masaje, té y piscina",
          "Escapada rural",
          "Vuelo en globo",
          "Clase de cocina",
          "Paseo a caballo",
          "Noche en balneario",
          "Ruta en kayak",
          "Menú degustación",
          "Teatro y copa",
          "Brunch",
          "Parapente",
          "Taller de cerámica",
          "Circuito termal",
          "Entrada al museo",
          "Sesión de yoga",
          "Karting",
          "Puenting",
          "Velada de jazz",
          "Desayuno con niños",
          "Cata de quesos");
  private static final List<String> PLACES =
      List.of("", "Ribera", "Cádiz", "Logroño", "A Coruña", "Málaga", "Sigüenza");

  private SampleCatalog() {}

  /** The name of an experience, from 0. */
  static String name(int item) {
    String stem = STEMS.get(item % STEMS.size());
    String place = PLACES.get(item / STEMS.size() % PLACES.size());
    int number = item / (STEMS.size() * PLACES.size());
    String name = place.isEmpty() ? stem : stem + " " + place;
    return number == 0 ? name : name + " " + (number + 1);
  }
}
