package cloister.asm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the files that a source names. */
@FunctionalInterface
public interface FileProvider {
  FileProvider NONE = _ -> Optional.empty();

  /** The text that {@code %include} puts in. */
  Optional<String> text(String name);

  /** The bytes that {@code incbin} puts in. */
  default Optional<byte[]> bytes(String name) {
    return text(name).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
