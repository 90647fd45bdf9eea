package io.valora.feedback;

import io.valora.base.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * Request to join labels to the predictions of a job.
 *
 * @param labels files beside the service's log
 * @param window within which a prediction waits for its label
 * @param rows of labelled predictions to train on, where they are wanted
 */
public record FeedbackRequest(
    String job,
    FeedbackFolder folder,
    List<String> labels,
    TimeSpan window,
    Optional<RowFormat> rows) {
  public FeedbackRequest {
    labels = List.copyOf(labels);
  }
}
