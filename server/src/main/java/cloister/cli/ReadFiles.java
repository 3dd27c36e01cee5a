package cloister.cli;

import cloister.asm.FileProvider;
import cloister.cc.driver.Files;
import cloister.cc.driver.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of the disk below a folder. Each is read once and kept: what a pipe holds is gone after
 * that.
 */
final class ReadFiles implements Files, FileProvider {
  /** The name of what comes in on the standard input. */
  static final String STANDARD_INPUT = "-";

  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_MEBIBYTES = 256;

  /** Devices and pipes do not say how much they hold, and some never end. */
  private static final int MOST_MEBIBYTES_OF_A_DEVICE = 32;

  private final Path folder;
  private final Map<Path, byte[]> read = new LinkedHashMap<>();

  /** Those that a source refers to when its file lies in a folder. */
  ReadFiles(Path folder) {
    this.folder = folder;
  }

  Set<Path> read() {
    return read.keySet();
  }

  @Override
  public Optional<String> text(String name) {
    return bytes(name).map(SourceBytes::decode);
  }

  /** A text that was read already; no other file is looked into. */
  Optional<String> known(String name) {
    try {
      return Optional.ofNullable(read.get(folder.resolve(name))).map(SourceBytes::decode);
    } catch (InvalidPathException absent) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> names(String name) {
    try (Stream<Path> files = java.nio.file.Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException | InvalidPathException absent) {
      return List.of();
    }
  }

  @Override
  public String folder() {
    return Path.of("").toAbsolutePath().toString().replace('\\', '/');
  }

  @Override
  public Optional<byte[]> bytes(String name) {
    try {
      return Optional.of(load(name));
    } catch (TooLong endless) {
      throw new UncheckedIOException(endless);
    } catch (IOException | InvalidPathException absent) {
      return Optional.empty();
    }
  }

  /** The bytes of a file, or why it cannot be read. */
  byte[] load(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] known = read.get(file);
    if (known != null) {
      return known;
    }
    byte[] content = name.equals(STANDARD_INPUT) ? most(file, System.in) : content(file);
    read.put(file, content);
    return content;
  }

  /** There is more in a file than a source can be. */
  private static final class TooLong extends FileSystemException {
    private static final long serialVersionUID = 1;

    TooLong(Path file, int mebibytes) {
      super(file.toString(), null, "there are more than " + mebibytes + " MiB in it");
    }
  }

  private static byte[] content(Path file) throws IOException {
    if (java.nio.file.Files.isRegularFile(file)) {
      if (java.nio.file.Files.size(file) > (long) MOST_MEBIBYTES * MEBIBYTE) {
        throw new TooLong(file, MOST_MEBIBYTES);
      }
      return java.nio.file.Files.readAllBytes(file);
    }
    try (InputStream in = java.nio.file.Files.newInputStream(file)) {
      return most(file, in);
    }
  }

  private static byte[] most(Path file, InputStream in) throws IOException {
    int most = MOST_MEBIBYTES_OF_A_DEVICE * MEBIBYTE;
    byte[] content = in.readNBytes(most);
    if (content.length == most) {
      throw new TooLong(file, MOST_MEBIBYTES_OF_A_DEVICE);
    }
    return content;
  }
}
