package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.ShownText;
import io.valora.model.Range;
import io.valora.models.Catalog;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.serving.http.Exploration.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lists of items: for a user, for a visitor, and like an item. */
final class ListRoutes {
  private static final int OK = 200;
  private static final int USUAL = 10;
  private static final int MOST = 1000;
  private static final int MOST_RATED = 1000;

  private final Service service;

  ListRoutes(Service service) {
    this.service = service;
  }

  /** {@code GET …/users/{id}/recommendations?n=&exclude=&rated=}. */
  void ofUser(Exchange exchange) {
    exchange.requireQuery("n", "exclude", "rated");
    int most = exchange.number("n", USUAL, 1, MOST);
    boolean kept = isKept(exchange.context().queryParam("rated"));
    ServedModel served = service.model(exchange);
    PairModel model = served.pairs();
    String user = user(model, exchange.context().pathParam("id"));
    Set<String> excluded = items(model, exchange.context().queryParams("exclude"));
    List<String> unknown = unknown(model, excluded);
    List<ItemStars> rated = kept ? List.of() : model.rated(user);
    rated.forEach(one -> excluded.add(one.item()));
    boolean known = model.knowsUser(user);
    boolean control = service.config().isControl(user);
    List<ItemStars> list =
        control ? popular(model, most, excluded) : model.topN(user, most, excluded);
    String request = Exchange.newId();
    List<Place> places =
        known && !control
            ? new Exploration(service.config().explorationShare())
                .of(model, user, list, excluded, request)
            : Exploration.chosen(list);
    ObjectNode json = reply(served, request, places);
    json.put("user", user).put("known", known).put("arm", control ? "control" : "model");
    ArrayNode own = json.putArray("rated");
    rated.stream().limit(most).forEach(one -> write(own, one));
    putUnknown(json, unknown);
    service.listed(served, json, places);
    exchange.reply(OK, json);
  }

  /** {@code POST …/recommendations}: the list for a visitor with a history. */
  void ofVisitor(Exchange exchange) {
    exchange.requireQuery().requireJson();
    ServedModel served = service.model(exchange);
    PairModel model = served.pairs();
    JsonBody body = exchange.body();
    JsonNode asked = body.object();
    List<String> problems = new ArrayList<>();
    asked
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!Set.of("history", "n", "exclude").contains(name)) {
                problems.add(
                    "Unknown key %s (must be history, n or exclude)".formatted(ShownText.of(name)));
              }
            });
    JsonNode n = asked.path("n");
    int most = n.isMissingNode() ? USUAL : n.asInt(0);
    if (most < 1 || most > MOST) {
      problems.add(
          "Invalid n: %s (must be a whole number from 1 to 1,000)"
              .formatted(ShownText.of(n.toString())));
    }
    List<ItemStars> history = history(served, body, asked.path("history"), problems);
    List<String> exclude = exclude(asked.path("exclude"), problems);
    if (!problems.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, problems);
    }
    Set<String> excluded = items(model, exclude);
    long known = history.stream().filter(one -> model.knowsItem(one.item())).count();
    List<String> unknown = unknown(model, excluded);
    history.forEach(one -> excluded.add(one.item()));
    List<Place> places = Exploration.chosen(visitorList(served, history, known, most, excluded));
    ObjectNode json = reply(served, Exchange.newId(), places);
    json.put("known-items", known).put("arm", known == 0 ? "popular" : "model");
    putUnknown(json, unknown);
    service.listed(served, json, places);
    exchange.reply(OK, json);
  }

  private static List<ItemStars> visitorList(
      ServedModel served, List<ItemStars> history, long known, int most, Set<String> excluded) {
    if (known == 0) {
      return popular(served.pairs(), most, excluded);
    }
    try {
      return served.catalog().forVisitor(history, most, excluded);
    } catch (JobException e) {
      throw new Refusal(Refusal.BAD_REQUEST, e.getMessage());
    }
  }

  private static List<ItemStars> history(
      ServedModel served, JsonBody body, JsonNode list, List<String> problems) {
    List<ItemStars> history = new ArrayList<>();
    if (!list.isArray()) {
      problems.add("Missing history (must be a list of {\"item\": …, \"rating\": …})");
      return history;
    }
    Range stars = served.signature().output().range();
    Set<String> seen = new HashSet<>();
    int number = 0;
    for (JsonNode one : list) {
      body.requireRoom(number);
      String place = "history[%d]".formatted(number++);
      JsonNode item = one.path("item");
      JsonNode rating = one.path("rating");
      double given = rating.isNumber() ? rating.doubleValue() : Double.NaN;
      if (!item.isValueNode() || item.isNull()) {
        problems.add("Missing %s.item (must be an item)".formatted(place));
      } else if (!(given >= stars.low() && given <= stars.high())) {
        problems.add(
            "Invalid %s.rating: %s (must be a number from %s to %s)"
                .formatted(place, ShownText.of(rating.asText("none")), stars.low(), stars.high()));
      } else {
        String id = item(served.pairs(), item.asText());
        if (!seen.add(id)) {
          problems.add(
              "Invalid %s.item: %s (must be there once)".formatted(place, ShownText.of(id)));
        }
        history.add(new ItemStars(id, given));
      }
    }
    return history;
  }

  private static List<String> exclude(JsonNode list, List<String> problems) {
    List<String> exclude = new ArrayList<>();
    if (!list.isMissingNode() && !list.isArray()) {
      problems.add("Invalid exclude (must be a list of items)");
    }
    list.forEach(item -> exclude.add(item.asText()));
    return exclude;
  }

  /** Items that training never saw, sorted. */
  private static List<String> unknown(PairModel model, Set<String> items) {
    return items.stream().filter(item -> !model.knowsItem(item)).sorted().toList();
  }

  /** Items whose exclusion changes nothing: they may be misspelled. */
  private static void putUnknown(ObjectNode json, List<String> items) {
    if (!items.isEmpty()) {
      items.forEach(json.putArray("unknown-excluded")::add);
    }
  }

  /** {@code GET …/items/{id}/similar?n=}. */
  void similar(Exchange exchange) {
    exchange.requireQuery("n");
    int most = exchange.number("n", USUAL, 1, MOST);
    ServedModel served = service.model(exchange);
    PairModel model = served.pairs();
    String item = item(model, exchange.context().pathParam("id"));
    if (!model.knowsItem(item)) {
      throw new Refusal(
          Refusal.NOT_FOUND,
          "Unknown item %s (training never saw it)".formatted(ShownText.of(item)));
    }
    Catalog catalog = served.catalog();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", served.run().job()).put("run", served.runId()).put("item", item);
    ArrayNode items = json.putArray("items");
    for (ItemStars one : catalog.similar(item, most)) {
      items.addObject().put("item", one.item()).put("similarity", one.stars());
    }
    exchange.reply(OK, json);
  }

  private static ObjectNode reply(ServedModel served, String request, List<Place> places) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", served.run().job()).put("run", served.runId());
    json.put("prediction", request + ".0");
    ArrayNode items = json.putArray("items");
    for (int place = 0; place < places.size(); place++) {
      ObjectNode item = write(items, places.get(place).item());
      if (places.get(place).isExplored()) {
        item.put("explored", true).put("prediction", "%s.%d".formatted(request, place + 1));
      }
    }
    return json;
  }

  private static ObjectNode write(ArrayNode into, ItemStars item) {
    return into.addObject().put("item", item.item()).put("stars", item.stars());
  }

  private static List<ItemStars> popular(PairModel model, int most, Set<String> excluded) {
    return model.popular(most + excluded.size()).stream()
        .filter(item -> !excluded.contains(item.item()))
        .limit(most)
        .map(item -> new ItemStars(item.item(), item.meanStars()))
        .toList();
  }

  private static boolean isKept(String rated) {
    if (rated == null || rated.equals("excluded")) {
      return false;
    }
    if (rated.equals("kept")) {
      return true;
    }
    throw new Refusal(
        Refusal.BAD_REQUEST,
        "Invalid ?rated: %s (must be excluded or kept)".formatted(ShownText.of(rated)));
  }

  private static Set<String> items(PairModel model, List<String> cells) {
    if (cells.size() > MOST_RATED) {
      throw new Refusal(Refusal.TOO_LARGE, "Invalid exclude (must be at most 1,000 items)");
    }
    Set<String> items = new HashSet<>();
    cells.forEach(cell -> items.add(item(model, cell)));
    return items;
  }

  private static String user(PairModel model, String cell) {
    return typed(() -> model.user(cell), "user", cell);
  }

  private static String item(PairModel model, String cell) {
    return typed(() -> model.item(cell), "item", cell);
  }

  private static String typed(Supplier<String> id, String name, String cell) {
    try {
      String typed = id.get();
      if (typed != null) {
        return typed;
      }
    } catch (JobException notAnId) {
      // Refused below.
    }
    throw new Refusal(
        Refusal.BAD_REQUEST,
        "Invalid %s: %s (must be an id as the job's columns declare them)"
            .formatted(name, ShownText.of(cell)));
  }
}
