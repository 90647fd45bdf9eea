package io.valora.feedback;

import io.valora.base.TimeSpan;
import java.util.List;

/**
 * Request to join labels to the predictions of a job.
 *
 * @param labels files beside the service's log
 * @param window within which a prediction waits for its label
 */
public record FeedbackRequest(
    String job, FeedbackFolder folder, List<String> labels, TimeSpan window) {
  public FeedbackRequest {
    labels = List.copyOf(labels);
  }
}
