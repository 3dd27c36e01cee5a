package cloister.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file as it was when it was opened.
 *
 * @param key the system's name for its content; null where the system has none
 */
record OpenFile(Path path, Object key) {
  static OpenFile of(Path path) throws StoreException {
    try {
      return new OpenFile(path, keyOf(path));
    } catch (IOException e) {
      throw new StoreException("cannot read the database " + path.toAbsolutePath(), e);
    }
  }

  private static Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** False when the path leads nowhere by now, or to another file. */
  boolean isThere() {
    try {
      return Objects.equals(key, keyOf(path));
    } catch (IOException e) {
      return false;
    }
  }

  /** What is left on its disk. */
  long roomBytes() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }
}
