package io.valora.cli.serving;

import io.valora.storage.Storage;

/** Place of published runs. */
public interface ServingPlace {
  /** The storage root where the user names none. */
  String usualRoot();

  /** The storage of a root's address. */
  Storage storage(String root);
}
