package io.valora.ingest;

/** A line that has no cells to type; thrown often, so without a stack trace. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RowProblem problem;

  BadLineException(RowProblem problem) {
    super(problem.sentence(), null, false, false);
    this.problem = problem;
  }

  RowProblem problem() {
    return problem;
  }
}
