package io.valora.ingest.lines;

/** A line that has no cells to type; thrown often, so without a stack trace. */
public final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RowProblem problem;

  public BadLineException(RowProblem problem) {
    super(problem.sentence(), null, false, false);
    this.problem = problem;
  }

  public RowProblem problem() {
    return problem;
  }
}
