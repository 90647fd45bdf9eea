package io.valora.feedback;

import io.valora.storage.RunFolder;
import io.valora.storage.Storage;

/**
 * Places of a job's predictions and labels.
 *
 * @param job folder of the job, {@code <root>/<job>}
 */
public record FeedbackFolder(String job) {
  public static FeedbackFolder of(String root, String job) {
    return new FeedbackFolder("%s/%s".formatted(root, job));
  }

  /** A run of the job. */
  RunFolder run(String runId) {
    int name = job.lastIndexOf('/') + 1;
    return new RunFolder(job.substring(0, name - 1), job.substring(name), runId);
  }

  /** Lines that the service wrote of its answers. */
  String predictions() {
    return job + "/served/predictions";
  }

  /** Whether there is anything that labels could belong to. */
  public boolean hasPredictions(Storage storage) {
    return storage.isFolder(predictions()) || storage.isFolder(asked());
  }

  /** Lines that the service wrote of labels and events. */
  String feedback() {
    return job + "/served/feedback";
  }

  /** What is made of them. */
  String uri() {
    return job + "/feedback";
  }

  /** Rows that people were asked to label. */
  String asked() {
    return uri() + "/asked";
  }

  /** Scores of a table whose rows may be asked for. */
  public String scored() {
    return uri() + "/scored";
  }

  /** Predictions with their labels, a file a day of the prediction. */
  public String labelled() {
    return uri() + "/labelled";
  }

  /** The same as rows to train on, as the job's source has them. */
  public String rows() {
    return uri() + "/rows";
  }

  /** Lines that belong to no prediction, or say nothing. */
  public String quarantine() {
    return uri() + "/quarantine";
  }

  public String ledger() {
    return uri() + "/feedback.json";
  }

  /** Files of an attempt that isn't finished. */
  String attempt() {
    return uri() + "/attempt";
  }
}
