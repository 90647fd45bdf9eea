package io.valora.job;

import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * Learning curve, as {@code evaluation/history.csv} keeps it: one line an epoch, with a header; an
 * undefined number is an empty cell.
 *
 * @param bestEpoch the epoch whose parameters were kept
 */
public record TrainingHistory(List<EpochRecord> epochs, int bestEpoch) {
  private static final String[] COLUMNS = {
    "epoch",
    "train-loss",
    "train-metric",
    "validation-loss",
    "validation-metric",
    "rows",
    "seconds",
    "kept"
  };

  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  String toCsv() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter out =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(COLUMNS).build())) {
      for (EpochRecord epoch : epochs) {
        out.printRecord(
            epoch.epoch(),
            cell(epoch.train().loss()),
            cell(epoch.train().metric()),
            cell(epoch.validation().loss()),
            cell(epoch.validation().metric()),
            epoch.rows(),
            epoch.seconds(),
            epoch.epoch() == bestEpoch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  public static TrainingHistory fromCsv(String text) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(COLUMNS).setSkipHeaderRecord(true).build();
    List<EpochRecord> epochs = new ArrayList<>();
    int best = 0;
    try (CSVParser lines = CSVParser.parse(text, format)) {
      for (CSVRecord line : lines) {
        epochs.add(epoch(line));
        best =
            Boolean.parseBoolean(line.get("kept")) ? epochs.get(epochs.size() - 1).epoch() : best;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TrainingHistory(epochs, best);
  }

  private static EpochRecord epoch(CSVRecord line) {
    return new EpochRecord(
        Integer.parseInt(line.get("epoch")),
        new EpochMetrics(number(line.get("train-loss")), number(line.get("train-metric"))),
        new EpochMetrics(
            number(line.get("validation-loss")), number(line.get("validation-metric"))),
        Long.parseLong(line.get("rows")),
        Double.parseDouble(line.get("seconds")));
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
