package cloister.asm;

import java.util.Optional;

/** Finds the text of an included file. */
@FunctionalInterface
public interface FileProvider {
  FileProvider NONE = _ -> Optional.empty();

  Optional<String> text(String name);
}
