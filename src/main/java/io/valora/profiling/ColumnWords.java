package io.valora.profiling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words in the names of columns by which people call the parts of a job, in several languages. */
enum ColumnWords {
  USER(
      "user users usuario customer cliente client member socio reviewer author visitor person patient"
          + " player account subscriber buyer shopper uid kunde nutzer utilisateur"),
  ITEM(
      "item items product producto movie film pelicula book isbn asin song track artist restaurant"
          + " business hotel game experience experiencia articulo article anime recipe beer wine place"
          + " venue video course app station show sku iid mid"),
  RATING(
      "rating ratings stars star score overall puntuacion calificacion valoracion nota note grade vote"
          + " bewertung estrellas rate"),
  TIME("time timestamp date fecha ts datetime created datum zeit when reviewtime unixreviewtime"),
  TEXT(
      "text review comment comments message body content tweet sms resena reseña opinion comentario"
          + " texto mensaje sentence description verbatim feedback"),
  LABEL(
      "label sentiment class target polarity etiqueta clase sentimiento spam category kind type"
          + " positive good y"),
  TARGET(
      "target price saleprice precio cost revenue ingresos sales ventas amount cnt count total quality"
          + " value medv charges subscribers suscriptores demand consumption output y"),
  ROW_NUMBER("id index rownum row_id rowid uuid key no nr");

  private final Set<String> words;

  ColumnWords(String words) {
    this.words = Set.of(words.split(" "));
  }

  /** Whether a part of the column's name is one of the words; the whole name counts too. */
  boolean in(ColumnProfile column) {
    List<String> parts = parts(column.name());
    return parts.stream().anyMatch(this::has) || words.contains(String.join("", parts));
  }

  private boolean has(String part) {
    return words.contains(part)
        || (part.endsWith("id") && words.contains(part.substring(0, part.length() - 2)));
  }

  private static List<String> parts(String name) {
    return Arrays.stream(
            name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{Nd}]+"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }
}
