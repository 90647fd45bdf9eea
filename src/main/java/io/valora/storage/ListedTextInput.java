package io.valora.storage;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/** Lines of files that are listed one by one, so that no name is taken for a glob. */
public final class ListedTextInput extends TextInputFormat {
  private static final String FILES = "valora.input.files";

  /** Lists the files, by their full addresses. */
  public static void list(Configuration hadoop, List<String> addresses) {
    hadoop.set(
        FILES,
        addresses.stream()
            .map(address -> new Path(address).toUri().toString())
            .collect(Collectors.joining("\n")));
  }

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    Configuration hadoop = job.getConfiguration();
    List<FileStatus> files = new ArrayList<>();
    for (String address : hadoop.get(FILES).split("\n")) {
      Path path = new Path(URI.create(address));
      files.add(path.getFileSystem(hadoop).getFileStatus(path));
    }
    return files;
  }
}
