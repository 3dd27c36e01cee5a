package cloister.cli;

import cloister.asm.FileProvider;
import cloister.cc.driver.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Files of the disk below a folder, with a list of those that were there. */
final class ReadFiles implements Files, FileProvider {
  /** Nothing reads more of a file, so that one without an end comes to one. */
  private static final int MOST_BYTES = 128 << 20;

  private final Path folder;
  private final Set<Path> read = new LinkedHashSet<>();

  /** Those that a source refers to when its file lies in a folder. */
  ReadFiles(Path folder) {
    this.folder = folder;
  }

  Set<Path> read() {
    return read;
  }

  @Override
  public Optional<String> text(String name) {
    return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public String folder() {
    return Path.of("").toAbsolutePath().toString().replace('\\', '/');
  }

  @Override
  public Optional<byte[]> bytes(String name) {
    Path file;
    try {
      file = folder.resolve(name);
    } catch (InvalidPathException absent) {
      return Optional.empty();
    }
    try (InputStream in = java.nio.file.Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES);
      read.add(file);
      return Optional.of(content);
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
