package cloister.asm;

import cloister.codec.Utf8;
import java.util.Optional;

/** Finds the files that a source names. */
@FunctionalInterface
public interface FileProvider {
  FileProvider NONE = _ -> Optional.empty();

  /** The text that {@code %include} puts in. */
  Optional<String> text(String name);

  /** The bytes that {@code incbin} puts in. */
  default Optional<byte[]> bytes(String name) {
    return text(name).map(text -> Utf8.encode(text));
  }
}
