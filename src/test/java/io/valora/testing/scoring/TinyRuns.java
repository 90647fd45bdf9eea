package io.valora.testing.scoring;

import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.features.table.TableEncoder;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TermFile;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.job.JobConfig;
import io.valora.lease.Lease;
import io.valora.lineage.CodeVersion;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunOrigin;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.EncoderFiles;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.models.PairFiles;
import io.valora.models.PairModel;
import io.valora.models.TableModel;
import io.valora.models.TextModel;
import io.valora.registry.ModelAlias;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.model.PairExamples;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Published runs r1 of each task, whose models are written by hand instead of trained. */
public record TinyRuns(Path root) {
  private static final Storage STORAGE = new Storage(new Configuration());

  private static final String RATINGS =
      """
      job: ratings
      task: rating
      ingest:
        source: ratings.csv
        max-bad-fraction: 0.5
        columns:
          - {name: user, source: USER, type: string, normalizers: [trim, lower-case]}
          - {name: item, source: ITEM, type: string}
          - {name: rating, source: STARS, type: double, min: 1, max: 5}
          - {name: time, source: AT, type: epoch-seconds}
      """;

  private static final String REVIEWS =
      """
      job: reviews
      task: sentiment
      ingest:
        source: reviews.tsv
        format: tsv
        max-bad-fraction: 0.2
        columns:
          - {name: id, type: int}
          - {name: label, type: int, min: 0, max: 1}
          - {name: text, type: string}
      """;

  private static final String SALES =
      """
      job: sales
      task: regression
      ingest:
        source: sales.jsonl
        format: json-lines
        columns:
          - {name: amount, type: double, min: 0, max: 50}
          - {name: branch, type: string, required: false, normalizers: [trim, upper-case]}
          - {name: won, type: double}
      target: won
      features:
        columns:
          - {name: amount}
          - {name: branch}
      """;

  /** Ana and Bo rate fish, salt, soup and tea; Ana has rated tea. */
  public RunFolder ratings() {
    RunFolder run = run("ratings");
    JobConfig config = config(RATINGS);
    PairFiles files = new PairFiles(STORAGE, run);
    files.writeUsers(List.of("ana", "bo").iterator());
    files.writeItems(List.of("fish", "salt", "soup", "tea").iterator());
    files.writePopular(PairExamples.popular(3));
    files.writeNetworks(
        new PairModel.Networks(PairExamples.biases(PairExamples.STARS), Optional.empty()));
    STORAGE.write(
        files.rated() + "/bucket=0/part-0.txt",
        "{\"user\":\"ana\",\"rated\":[{\"item\":\"tea\",\"stars\":5.0}]}\n");
    PairModel model = files.read(PairExamples.signature());
    new ModelFolder(STORAGE, run).write(model, List.<Object[]>of(new Object[] {"ana", "salt"}));
    return published(run, config);
  }

  /** Texts of good and bad films. */
  public RunFolder reviews() {
    RunFolder run = run("reviews");
    TextConfig config = new TextConfig(1, 10, 1, 0, 0, LetterCase.LOWER, Weighting.PRESENCE, 1);
    List<TermFile.Term> terms =
        List.of(
            new TermFile.Term("good", 1),
            new TermFile.Term("bad", -1),
            new TermFile.Term("film", 0));
    EncoderFiles.write(STORAGE, run, config, out -> TermFile.write(terms.iterator(), out));
    NetworkFiles.NETWORK.write(
        STORAGE,
        run,
        new RowKernel(
            List.of(new TableShape(4, 1, Entries.BAG, 0, Learning.LEARNED)),
            TowerShape.factors(0, TowerLoss.CROSS_ENTROPY),
            new float[] {0.25f, 2, -3, -0.25f, 0.5f}));
    Signature signature =
        new Signature(
            "sentiment",
            ModelKind.TEXT,
            List.of(config(REVIEWS).ingest().schema().column("text").orElseThrow()),
            new Output(
                "label",
                "probability that the text is positive",
                "",
                new Range(0, 1),
                List.of("negative", "positive"),
                0.95),
            List.of());
    new ModelFolder(STORAGE, run)
        .write(
            TextModel.read(STORAGE, run, signature), List.<Object[]>of(new Object[] {"good film"}));
    return published(run, config(REVIEWS));
  }

  /** Two inputs of a sum. */
  public RunFolder sales() {
    RunFolder run = run("sales");
    JobConfig config = config(SALES);
    EncoderFiles.write(
        STORAGE,
        run,
        TableEncoder.fromJson(
            "encoder.json",
            """
            {"format-version": 1,
             "target": {"name": "won", "mean": 1, "standard-deviation": 1, "lowest": 0, "highest": 9},
             "columns": [
               {"name": "amount", "type": "double", "normalisers": ["trim"], "missing-in-train": 0,
                "kind": "numeric", "fill": 4, "shift": 0, "divisor": 2},
               {"name": "branch", "type": "string", "normalisers": ["trim", "upper-case"],
                "missing-in-train": 1, "kind": "categorical", "categories": ["NORTH", "SOUTH"],
                "other-rows": 3, "fill": "NORTH"}]}
            """));
    NetworkFiles.NETWORK.write(
        STORAGE,
        run,
        new RowKernel(
            List.of(),
            new TowerShape(5, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0),
            new float[] {1, 100, 200, 300, 1000, 0.5f}));
    Signature signature =
        new Signature(
            "regression",
            ModelKind.TABLE,
            config.ingest().schema().columns().subList(0, 2),
            new Output("won", "predicted won", "", Range.ALL, List.of()),
            List.of());
    new ModelFolder(STORAGE, run)
        .write(
            TableModel.read(STORAGE, run, signature),
            List.<Object[]>of(new Object[] {2.0, "NORTH"}));
    return published(run, config);
  }

  private RunFolder run(String job) {
    return new RunFolder(root.toString(), job, "r1");
  }

  private static JobConfig config(String yaml) {
    return JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", yaml), List.of());
  }

  private static RunFolder published(RunFolder run, JobConfig config) {
    RunRecord record =
        RunRecord.begun(new RunIdentity(run.runId(), run.job(), 1, Instant.EPOCH))
            .withOrigin(
                new RunOrigin(config.resolved(), List.of(), CodeVersion.ofThisBuild().facts()))
            .ended(Outcome.DONE, "", Instant.EPOCH);
    STORAGE.write(run.runJson(), RunRecordParser.toJson(record));
    new PublishedFiles(STORAGE, run).publish(1, Instant.EPOCH);
    new ModelAlias(STORAGE, run).promote(Instant.EPOCH, Lease.USUAL);
    return run;
  }
}
