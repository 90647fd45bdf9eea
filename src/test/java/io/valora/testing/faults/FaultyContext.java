package io.valora.testing.faults;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;

/** The same storage as Hadoop's {@code FileContext} reaches it. */
public class FaultyContext extends DelegateToFileSystem {
  /** As Hadoop calls it. */
  public FaultyContext(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
    super(uri, new FaultyFileSystem(), hadoop, FaultyFileSystem.SCHEME, false);
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }

  @Override
  public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
    ((FaultyFileSystem) fsImpl).replace(from, to);
  }
}
