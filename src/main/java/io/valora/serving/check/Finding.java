package io.valora.serving.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import java.util.Optional;

/**
 * Finding of one rule in the serving JVM.
 *
 * @param passed empty when the rule couldn't be judged
 * @param metric that was compared
 * @param figure of the model
 * @param bound that the figure was held against
 * @param sentence on what was found, without a full stop
 */
public record Finding(
    CheckRule rule,
    Optional<Boolean> passed,
    String metric,
    double figure,
    double bound,
    String sentence) {

  static Finding judged(
      CheckRule rule, String metric, double figure, double bound, String sentence) {
    return new Finding(rule, Optional.of(figure <= bound), metric, figure, bound, sentence);
  }

  static Finding notJudged(CheckRule rule, String why) {
    return new Finding(rule, Optional.empty(), "", 0, 0, why);
  }

  /** One line of JSON. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rule", rule.label());
    passed.ifPresent(verdict -> json.put("passed", (boolean) verdict));
    json.put("metric", metric).put("figure", figure).put("bound", bound);
    return json.put("sentence", sentence).toString();
  }

  static Finding fromJson(CheckedNode json) {
    return new Finding(
        rule(json, "rule"),
        json.optional("passed").map(verdict -> verdict.value().asBoolean()),
        json.text("metric"),
        json.number("figure"),
        json.number("bound"),
        json.text("sentence"));
  }

  static CheckRule rule(CheckedNode json, String key) {
    return json.choice(key, CheckRule.values(), EnumNames::nameOf);
  }
}
