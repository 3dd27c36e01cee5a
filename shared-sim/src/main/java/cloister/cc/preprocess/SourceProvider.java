package cloister.cc.preprocess;

import java.util.Optional;

/** Has the texts of sources and headers. */
@FunctionalInterface
public interface SourceProvider {
  /**
   * @param name the main file's, or a folder of the search, a slash and what the directive says
   */
  Optional<String> text(String name);
}
