package io.valora.training.memory;

import org.apache.spark.SparkContext;

/** Number of tasks that Spark can run at once. */
public final class SparkSlots {
  private SparkSlots() {}

  /** At least 1; on one machine no more than it has cores, whatever the master's name promises. */
  public static int of(SparkContext context) {
    int tasks =
        context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
    int real =
        context.isLocal() ? Math.min(tasks, Runtime.getRuntime().availableProcessors()) : tasks;
    return Math.max(1, real);
  }
}
