package io.valora.monitoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.feedback.GivenSource;
import io.valora.feedback.ToldLabels;
import io.valora.ingest.SourceFile;
import io.valora.model.Signature;
import io.valora.model.reference.ListReference;
import io.valora.model.reference.Reference;
import io.valora.models.ModelFolder;
import io.valora.monitoring.MonitorRequest.Files;
import io.valora.monitoring.MonitorRequest.Log;
import io.valora.monitoring.states.StateShape;
import io.valora.schema.ColumnSpec;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plan of a monitoring, with everything checked that can be checked before Spark starts.
 *
 * @param lists of the run; empty without any
 * @param columns that are read of a table
 * @param files of a table or a log, at least one
 */
public record MonitorPlan(
    MonitorRequest request,
    Signature signature,
    Reference reference,
    Optional<ListReference> lists,
    MonitorColumns columns,
    List<SourceFile> files) {
  public MonitorPlan {
    files = List.copyOf(files);
  }

  /**
   * @throws JobException for whatever the user has to mend first
   */
  public static MonitorPlan make(Storage storage, MonitorRequest request) {
    ModelFolder folder = new ModelFolder(storage, request.run());
    Optional<Reference> reference = folder.isPlain() ? folder.reference() : Optional.empty();
    if (reference.isEmpty()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "monitor run " + request.run().runId(),
          "its model has no reference distribution, since an earlier version trained it (run the"
              + " job again)");
    }
    Signature signature = folder.signature();
    boolean log = request.rows() instanceof Log;
    List<String> sources =
        request.rows() instanceof Files tables
            ? tables.files()
            : List.of(((Log) request.rows()).folder() + "/*/*");
    if (request.rows() instanceof Log logged) {
      GivenSource.all(storage, ToldLabels.OPTION, logged.labels());
    }
    return new MonitorPlan(
        request,
        signature,
        reference.get(),
        folder.lists(),
        log ? MonitorColumns.NONE : MonitorColumns.of(request, signature),
        found(storage, log ? "--log" : "--input", sources).stream()
            .map(file -> new SourceFile(file.uri(), file.uri(), ""))
            .toList());
  }

  /** The declared column of true answers. */
  static Optional<ColumnSpec> target(MonitorRequest request, Signature signature) {
    return request.config().ingest().schema().column(signature.output().name());
  }

  StateShape shape() {
    return StateShape.of(reference, signature);
  }

  private static List<StoredFile> found(Storage storage, String option, List<String> sources) {
    List<StoredFile> files = new ArrayList<>();
    for (String source : sources) {
      List<StoredFile> found = storage.find(source);
      if (found.isEmpty()) {
        throw JobException.invalid(option, source, "must name at least one file that exists");
      }
      files.addAll(found);
    }
    return files;
  }
}
