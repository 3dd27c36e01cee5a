package cloister.cli;

import cloister.cc.driver.Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Files of the disk, with a list of those that were there. */
final class ReadFiles implements Files {
  private final Set<Path> read = new LinkedHashSet<>();

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
    try {
      Path file = Path.of(name);
      byte[] content = java.nio.file.Files.readAllBytes(file);
      read.add(file);
      return Optional.of(content);
    } catch (IOException | InvalidPathException absent) {
      return Optional.empty();
    }
  }
}
