package io.valora.tasks;

import io.valora.job.Task;
import io.valora.tasks.rating.RatingTask;
import io.valora.tasks.regression.RegressionTask;
import io.valora.tasks.sentiment.SentimentTask;
import java.util.List;

/** The tasks of this program. */
public final class Tasks {
  /** All tasks; a job file that names none is of the first. */
  public static final List<Task> ALL =
      List.of(new RatingTask(), new SentimentTask(), new RegressionTask());

  private Tasks() {}
}
