package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.table.CategoricalColumn;
import io.valora.features.table.TableEncoder;
import io.valora.model.Model;
import io.valora.model.Prediction;
import io.valora.model.Signature;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.ArrayList;
import java.util.List;

/** A regression over the columns of a table. */
public record TableModel(Signature signature, TableEncoder encoder, RowKernel kernel)
    implements Model {
  /**
   * @throws JobException when the network or the inputs aren't the encoder's
   */
  public TableModel {
    if (kernel.numbers() != encoder.width() || !encoder.inputs().equals(signature.names())) {
      throw JobException.cannot(
          Outcome.UNEXPECTED,
          "load the model",
          "the network or the signature isn't of the encoder's %d numbers of %s"
              .formatted(encoder.width(), encoder.inputs()));
    }
  }

  /**
   * @param signature of the same folder
   * @throws JobException when a file is missing or isn't of this model
   */
  public static TableModel read(Storage storage, RunFolder folder, Signature signature) {
    return new TableModel(
        signature, EncoderFiles.table(storage, folder), NetworkFiles.NETWORK.read(storage, folder));
  }

  @Override
  public Prediction predict(Object[] values) {
    double answer = kernel.predict(TowerRow.ofNumbers(encoder.encode(values)));
    return Prediction.of(signature.output().restored(answer));
  }

  @Override
  public List<String> remarks(Object[] values) {
    List<String> remarks = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null
          && encoder.columns().get(i) instanceof CategoricalColumn column
          && !column.categories().contains(String.valueOf(values[i]))) {
        remarks.add(
            "Remark: %s '%s' is none of the categories that training knew"
                .formatted(column.name(), values[i]));
      }
    }
    return List.copyOf(remarks);
  }
}
