package io.valora.testing.export;

import io.valora.features.text.LetterCase;
import io.valora.features.text.TermFile;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.model.Signature;
import io.valora.models.EncoderFiles;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.models.TextModel;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.scoring.TinyRuns;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Published runs of each task that keep their splits. */
public record ExportableRuns(Path root) {
  /** Terms of {@link #films}. */
  public static final int TERMS = 400;

  private static final Storage STORAGE = new Storage(new Configuration());

  public RunFolder ratings() {
    RunFolder run = new TinyRuns(root).ratings();
    List<Row> rows =
        List.of(
            RowFactory.create("ana", "salt", 4.0),
            RowFactory.create("bo", "tea", 5.0),
            RowFactory.create("nobody", "fish", 2.0));
    write(run, "user string, item string, rating double", rows);
    return run;
  }

  public RunFolder sales() {
    RunFolder run = new TinyRuns(root).sales();
    List<Row> rows =
        List.of(
            RowFactory.create(2.0, "NORTH", 100.0),
            RowFactory.create(null, "WEST", 250.0),
            RowFactory.create(50.0, null, 1100.0));
    write(run, "amount double, branch string, won double", rows);
    return run;
  }

  /** Texts of 400 terms, of which the first ones decide. */
  public RunFolder films() {
    return films(3);
  }

  /**
   * The same.
   *
   * @param weight of the first two terms, which pull in opposite directions
   */
  public RunFolder films(float weight) {
    RunFolder run = new TinyRuns(root).reviews();
    Signature signature = new ModelFolder(STORAGE, run).signature();
    TextConfig config =
        new TextConfig(1, TERMS, 1, 0, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1);
    List<TermFile.Term> terms = new ArrayList<>();
    float[] weights = new float[TERMS + 2];
    for (int term = 0; term < TERMS; term++) {
      boolean decides = term < 2;
      terms.add(new TermFile.Term("word" + term, decides ? 2 : 0.5f));
      weights[term + 1] = (term % 2 == 0 ? 1 : -1) * (decides ? weight : 1f / (term + 1));
    }
    EncoderFiles.write(STORAGE, run, config, out -> TermFile.write(terms.iterator(), out));
    NetworkFiles.NETWORK.write(
        STORAGE,
        run,
        new RowKernel(
            List.of(new TableShape(TERMS + 1, 1, Entries.BAG, 0)),
            TowerShape.factors(0, TowerLoss.CROSS_ENTROPY),
            weights));
    new ModelFolder(STORAGE, run)
        .write(
            TextModel.read(STORAGE, run, signature.withThreshold(0.5)),
            List.<Object[]>of(new Object[] {"word0 word7"}));
    new PublishedFiles(STORAGE, run).publish(1, Instant.EPOCH);
    write(run, "text string, label int", texts());
    return run;
  }

  private static List<Row> texts() {
    List<Row> rows = new ArrayList<>();
    for (int text = 0; text < 40; text++) {
      String words = "word%d word%d other".formatted(text % 2, 2 + text * 7 % (TERMS - 2));
      rows.add(RowFactory.create(words, text % 2 == 0 ? 1 : 0));
    }
    rows.add(RowFactory.create("word0 word1", 1));
    rows.add(RowFactory.create(null, 0));
    return rows;
  }

  private static void write(RunFolder run, String schema, List<Row> rows) {
    for (String split : Arrays.asList("train", "validation", "test")) {
      LocalSpark.session()
          .createDataFrame(rows, StructType.fromDDL(schema))
          .coalesce(1)
          .write()
          .parquet(run.split(split));
    }
  }
}
