package cloister.cc.driver;

import cloister.cc.preprocess.SourceProvider;
import java.util.Optional;

/** Has the files that a command names. */
public interface Files extends SourceProvider {
  Optional<byte[]> bytes(String name);

  /** The folder that names count from, for debuggers; empty when nobody shall know. */
  default String folder() {
    return "";
  }
}
