package io.valora.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.serving.GivenRow;
import java.util.List;

/** Service as its routes see it. */
interface Service {
  /**
   * The model that a request names: by alias or run id, or none.
   *
   * @throws Refusal when there is none of that job or name
   */
  ServedModel model(Exchange exchange);

  /**
   * Is told of the answers to rows before they are sent.
   *
   * @param given the rows as they came
   */
  void predicted(ServedModel served, String request, List<GivenRow> given, List<ScoredRow> scored);

  /**
   * Is told of a list before it is sent.
   *
   * @param places of the list, in its order
   */
  void listed(ServedModel served, ObjectNode answer, List<Exploration.Place> places);

  ServiceConfig config();
}
