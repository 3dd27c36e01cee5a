package cloister.cc.preprocess;

import java.util.List;
import java.util.Optional;

/** Has the texts of sources and headers. */
@FunctionalInterface
public interface SourceProvider {
  /**
   * @param name the main file's, or a folder of the search, a slash and what the directive says
   */
  Optional<String> text(String name);

  /**
   * What lies in a folder, for suggestions; nothing where nobody knows.
   *
   * @param folder without a slash at its end; empty for the one where the search begins
   */
  default List<String> names(String folder) {
    return List.of();
  }
}
