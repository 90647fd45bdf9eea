package io.valora.ingest.tables;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;

/** Failures of Spark's sources in words that a user can act on. */
public final class TableFailures {
  private static final Pattern ERROR_CLASS = Pattern.compile("^\\[[A-Z0-9_.]+]\\s*");
  private static final Pattern NOT_PARQUET =
      Pattern.compile("(\\S+) is not a Parquet file", Pattern.DOTALL);

  /** SQL's state of a connection that the server rejects, such as one without a password. */
  private static final String CONNECTION_REJECTED = "08004";

  private TableFailures() {}

  /** The failure as one of ours; one that already is stays, and so does one that nobody knows. */
  public static RuntimeException of(String table, Throwable thrown) {
    return JobException.in(thrown)
        .or(() -> known(table, thrown))
        .map(RuntimeException.class::cast)
        .orElseGet(
            () ->
                thrown instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("reading " + table, thrown));
  }

  /** The failure in our words, where its cause is a database or a damaged file. */
  public static Optional<JobException> known(String table, Throwable thrown) {
    List<Throwable> causes =
        Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20).toList();
    return causes.stream()
        .filter(SQLException.class::isInstance)
        .findFirst()
        .map(cause -> ofDatabase(table, (SQLException) cause))
        .or(() -> ofFile(causes))
        .or(
            () ->
                thrown instanceof AnalysisException
                    ? Optional.of(
                        JobException.cannot(
                            Outcome.INVALID_REQUEST,
                            "read " + table,
                            firstSentence(thrown),
                            thrown))
                    : Optional.empty());
  }

  private static JobException ofDatabase(String table, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String reason = firstSentence(e);
    if (state.equals(CONNECTION_REJECTED) || state.startsWith("28")) {
      return JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read " + table,
          "the database refuses the user: %s (set %s and %s)"
              .formatted(reason, JdbcConnection.USER, JdbcConnection.PASSWORD),
          e);
    }
    if (state.startsWith("08")) {
      return JobException.cannot(
          Outcome.UNEXPECTED, "read " + table, "the database is out of reach: " + reason, e);
    }
    boolean wrongQuery = state.startsWith("42") || state.startsWith("3");
    return JobException.cannot(
        wrongQuery ? Outcome.INVALID_REQUEST : Outcome.UNEXPECTED,
        "read " + table,
        "the database says: " + reason,
        e);
  }

  private static Optional<JobException> ofFile(List<Throwable> causes) {
    return causes.stream()
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .map(NOT_PARQUET::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(
            found ->
                JobException.cannot(
                    Outcome.DATA_REJECTED,
                    "read " + found.group(1),
                    "it is not a Parquet file, or only the beginning of one"));
  }

  /** The first line of a message, without Spark's name of the error and its plan. */
  static String firstSentence(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    return ERROR_CLASS.matcher(line).replaceFirst("").replaceFirst("[.;]$", "");
  }
}
