package cloister.cc.driver;

import cloister.cc.preprocess.SourceProvider;
import java.util.Optional;

/** Has the files that a command names. */
public interface Files extends SourceProvider {
  Optional<byte[]> bytes(String name);
}
