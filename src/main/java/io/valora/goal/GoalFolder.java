package io.valora.goal;

/**
 * Places of what a job's predictions led to.
 *
 * @param job folder of the job, {@code <root>/<job>}
 */
public record GoalFolder(String job) {
  public String uri() {
    return job + "/goal";
  }

  public String json() {
    return uri() + "/goal.json";
  }

  public String page() {
    return uri() + "/goal.html";
  }

  /** Lines that belong to no prediction, or say nothing. */
  public String quarantine() {
    return uri() + "/quarantine";
  }

  public String attempt() {
    return uri() + "/attempt";
  }
}
