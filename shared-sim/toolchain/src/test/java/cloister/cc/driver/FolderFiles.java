package cloister.cc.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The files of the host. */
public final class FolderFiles implements Files {
  private final Path folder;

  public FolderFiles() {
    this(Path.of(""));
  }

  /**
   * @param folder where relative names begin
   */
  public FolderFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> bytes(String name) {
    Path file = folder.resolve(name);
    if (!java.nio.file.Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(java.nio.file.Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> text(String name) {
    return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
