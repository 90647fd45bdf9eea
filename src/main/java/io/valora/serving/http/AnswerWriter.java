package io.valora.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.valora.evaluation.classification.WordWeight;
import io.valora.model.Output;
import io.valora.model.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Answers to rows as JSON.
 *
 * @param request id of the request; a row's id is that with its place behind a dot
 */
record AnswerWriter(ServedModel served, String request) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTES_OF_ROW = 160;

  byte[] write(List<ScoredRow> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES_OF_ROW * (rows.size() + 1));
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("job", served.run().job());
      json.writeStringField("run", served.runId());
      json.writeArrayFieldStart("answers");
      for (int i = 0; i < rows.size(); i++) {
        write(json, i, rows.get(i));
      }
      json.writeEndArray();
      writeProblems(json, rows);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** All of all rows at once. */
  private static void writeProblems(JsonGenerator json, List<ScoredRow> rows) throws IOException {
    if (rows.stream().anyMatch(row -> row.prediction().isEmpty())) {
      json.writeArrayFieldStart("problems");
      for (ScoredRow row : rows) {
        for (String problem : row.problems()) {
          json.writeString(problem);
        }
      }
      json.writeEndArray();
    }
  }

  private void write(JsonGenerator json, int place, ScoredRow row) throws IOException {
    json.writeStartObject();
    if (row.prediction().isPresent()) {
      json.writeStringField("prediction", request + "." + place);
      write(json, served.signature().output(), row.prediction().get());
    }
    if (!row.words().isEmpty()) {
      json.writeArrayFieldStart("words");
      for (WordWeight word : row.words()) {
        json.writeStartObject();
        json.writeStringField("word", word.word());
        json.writeNumberField("weight", word.weight());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    texts(json, "remarks", row.remarks());
    texts(json, "problems", row.problems());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Output output, Prediction prediction)
      throws IOException {
    json.writeNumberField("value", prediction.value());
    if (prediction.label().isPresent()) {
      String label = prediction.label().get();
      boolean positive = output.classes().indexOf(label) == 1;
      json.writeStringField("label", label);
      json.writeNumberField("probability", positive ? prediction.value() : 1 - prediction.value());
    }
    if (prediction.interval().isPresent()) {
      json.writeObjectFieldStart("interval");
      json.writeNumberField("low", prediction.interval().get().low());
      json.writeNumberField("high", prediction.interval().get().high());
      json.writeEndObject();
    }
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }
}
