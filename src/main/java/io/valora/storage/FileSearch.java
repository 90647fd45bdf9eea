package io.valora.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Search for the files that a path, a folder or a glob names. A name that exists is that file,
 * whatever characters it has. Hidden files are left out unless they are named.
 */
record FileSearch(FileSystem system) {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");
  private static final String ESCAPED = "\\\\(.)";
  private static final String HOME = "~/";

  /**
   * The path that a name stands for: an address with a scheme, a path, where {@code ~/} is the home
   * folder, or a file of the working directory, whose name may have a colon.
   */
  static Path path(String name, Configuration hadoop) throws IOException {
    if (name.startsWith(HOME)) {
      return below(home(FileSystem.get(hadoop)), name.substring(HOME.length()));
    }
    boolean colonInName = name.matches("[^/:]*:.*") && !ADDRESS.matcher(name).matches();
    return colonInName
        ? below(FileSystem.get(hadoop).getWorkingDirectory().toString(), name)
        : new Path(name);
  }

  private static String home(FileSystem system) {
    String home = System.getenv("HOME");
    boolean local = system.getScheme().equals("file") && home != null && home.startsWith("/");
    return local ? "file:" + home : system.getHomeDirectory().toString();
  }

  private static Path below(String folder, String name) {
    return new Path(folder + "/" + name);
  }

  /** Sorted by their addresses. */
  List<StoredFile> find(Path path) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (FileStatus match : matches(system.makeQualified(path))) {
      if (match.isFile()) {
        files.add(FileListing.stored(match));
      } else {
        addBelow(match.getPath(), files);
      }
    }
    files.sort(Comparator.comparing(StoredFile::uri));
    return files;
  }

  private void addBelow(Path folder, List<StoredFile> files) throws IOException {
    for (StoredFile file : new FileListing(system).below(folder)) {
      String below = file.uri().substring(folder.toString().length());
      if (List.of(below.split("/")).stream().noneMatch(StoredFile::isHidden)) {
        files.add(file);
      }
    }
  }

  private List<FileStatus> matches(Path path) throws IOException {
    FileStatus literal = statusOf(path);
    if (literal != null) {
      return List.of(literal);
    }
    List<FileStatus> matches = new ArrayList<>();
    for (String expanded : GlobExpander.expand(path.toUri().getPath())) {
      matches.addAll(matches(path, expanded.substring(1).split("/+")));
    }
    return matches;
  }

  /** Follows the parts of a glob from the root of the file system of {@code path}. */
  private List<FileStatus> matches(Path path, String[] parts) throws IOException {
    int first = firstWildcard(parts);
    String start =
        "/" + String.join("/", List.of(parts).subList(0, first)).replaceAll(ESCAPED, "$1");
    FileStatus from =
        statusOf(new Path(path.toUri().getScheme(), path.toUri().getAuthority(), start));
    List<FileStatus> found = from == null ? List.of() : List.of(from);
    for (int i = first; i < parts.length; i++) {
      List<FileStatus> children = new ArrayList<>();
      for (FileStatus folder : found) {
        children.addAll(children(folder, parts[i]));
      }
      found = children;
    }
    return found;
  }

  private static int firstWildcard(String[] parts) throws IOException {
    int first = 0;
    while (first < parts.length && !new GlobFilter(parts[first]).hasPattern()) {
      first++;
    }
    return first;
  }

  /** The child of that name, else those that match it as a glob and aren't hidden. */
  private List<FileStatus> children(FileStatus folder, String part) throws IOException {
    if (!folder.isDirectory()) {
      return List.of();
    }
    GlobFilter glob = new GlobFilter(part);
    List<FileStatus> children = new ArrayList<>();
    for (FileStatus child : new FileListing(system).in(folder.getPath())) {
      String name = child.getPath().getName();
      if (name.equals(part)) {
        return List.of(child);
      }
      if (glob.accept(child.getPath())
          && (!StoredFile.isHidden(name) || StoredFile.isHidden(part))) {
        children.add(child);
      }
    }
    return children;
  }

  private FileStatus statusOf(Path path) throws IOException {
    try {
      return system.getFileStatus(path);
    } catch (FileNotFoundException absent) {
      return null;
    }
  }
}
