package io.valora.export;

import io.valora.base.JobException;
import io.valora.export.onnx.NetworkInputs;
import io.valora.export.weights.Precision;
import io.valora.export.weights.StoredNetwork;
import io.valora.features.table.TableEncoder;
import io.valora.model.Model;
import io.valora.models.PairModel;
import io.valora.models.TableModel;
import io.valora.models.TextModel;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run's model in each form that it can be exported in. */
interface ModelSource {
  /**
   * The model with weights of a precision.
   *
   * @param terms that its vocabulary keeps; empty for all
   * @throws JobException when the model has no such form
   */
  ExportedModel of(Precision precision, OptionalInt terms);

  /** The number of terms; empty where no vocabulary could be smaller. */
  default OptionalInt terms() {
    return OptionalInt.empty();
  }

  /** The source of a model. */
  static ModelSource of(Storage storage, RunFolder run, Model model) {
    if (model instanceof TextModel text) {
      return text.encoder().config().hashes()
          ? new Whole(storage, run, text, List.of("encoder.json"))
          : TextSource.of(storage, run, text);
    }
    return model instanceof TableModel
        ? new Whole(storage, run, model, List.of("encoder.json"))
        : new Whole(storage, run, model, pairFiles(storage, run));
  }

  private static List<String> pairFiles(Storage storage, RunFolder run) {
    List<String> files = new ArrayList<>(List.of("users.jsonl", "items.jsonl", "popular.json"));
    List.of("context.json", "contexts.jsonl").stream()
        .filter(name -> storage.exists(run.model(name)))
        .forEach(files::add);
    return files;
  }

  /**
   * A model whose files are exported as they are.
   *
   * @param files of the bundle
   */
  record Whole(Storage storage, RunFolder run, Model model, List<String> files)
      implements ModelSource {
    @Override
    public ExportedModel of(Precision precision, OptionalInt terms) {
      if (terms.isPresent()) {
        throw JobException.invalid(
            "--terms", terms.getAsInt(), "must be left out: the model has no vocabulary of terms");
      }
      return new ExportedModel(
          model.signature(),
          precision,
          terms,
          networks(precision),
          this::row,
          files.stream().map(name -> ExportFile.of(name, bytes(name))).toList());
    }

    private byte[] bytes(String name) {
      return storage.readBytes(run.model(name));
    }

    private ExportedModel.Networks networks(Precision precision) {
      if (model instanceof PairModel pair) {
        RowKernel stars = pair.networks().stars();
        List<String> tables = List.of("user", "item", "context").subList(0, stars.tables().size());
        return new ExportedModel.Networks(
            new NetworkInputs(stars, tables, false),
            StoredNetwork.of(stars, precision),
            pair.networks().ranking().map(kernel -> StoredNetwork.of(kernel, precision)));
      }
      boolean isText = model instanceof TextModel;
      RowKernel kernel =
          model instanceof TextModel text ? text.kernel() : ((TableModel) model).kernel();
      return new ExportedModel.Networks(
          new NetworkInputs(kernel, isText ? List.of("term") : List.of(), isText),
          StoredNetwork.of(kernel, precision),
          Optional.empty());
    }

    private TowerRow row(Object[] values) {
      if (model instanceof PairModel pair) {
        return pair.row(values);
      }
      if (model instanceof TextModel text) {
        return text.row((String) values[0]);
      }
      TableEncoder encoder = ((TableModel) model).encoder();
      return TowerRow.ofNumbers(encoder.encode(values));
    }
  }
}
