package io.valora.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Optional;

/**
 * Ratings of users in the files of {@code model/rated}: one JSON object a user and line, in one
 * folder for some thousand users, so that reading a user opens one small folder.
 *
 * @param uri of the folder
 */
public record RatedFolder(Storage storage, String uri) implements RatedHistory {
  /** Indices of users that share a folder. */
  public static final int USERS_OF_BUCKET = 4096;

  /** Name of the folders, such as {@code bucket=3}. */
  public static final String BUCKET = "bucket";

  public static final String USER = "user";
  public static final String RATED = "rated";
  public static final String ITEM = "item";
  public static final String STARS = "stars";

  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public List<ItemStars> of(String user, int userIndex) {
    String bucket = "%s/%s=%d".formatted(uri, BUCKET, userIndex / USERS_OF_BUCKET);
    if (!storage.exists(bucket)) {
      return List.of();
    }
    for (StoredFile file : storage.find(bucket)) {
      Optional<String> line = line(file.uri(), user);
      if (line.isPresent()) {
        return CheckedNode.parse(file.uri(), line.get())
            .list(RATED, node -> new ItemStars(node.text(ITEM), node.number(STARS)));
      }
    }
    return List.of();
  }

  private Optional<String> line(String file, String user) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(storage.open(file), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (isOf(user, line)) {
          return Optional.of(line);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + file, e.getMessage(), e);
    }
  }

  /** Reads no further than the user, which stands first. */
  private static boolean isOf(String user, String line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      return USER.equals(parser.nextFieldName()) && user.equals(parser.nextTextValue());
    }
  }
}
