package cloister.message;

import cloister.codec.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words that the modules of the simulator have in English, as one catalogue. */
public final class EnglishWords {
  private static final Path MODULES = Path.of("..");

  private EnglishWords() {}

  public static Catalogue load() {
    Catalogue all = Catalogue.empty();
    try {
      for (Path file : files()) {
        all = all.with(Catalogue.parse(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  /** A file of a catalogue each, in the order of their paths. */
  public static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(MODULES)) {
      for (Path module : modules.sorted().toList()) {
        Path words = module.resolve("src/main/messages/en");
        if (Files.isDirectory(words)) {
          try (Stream<Path> files = Files.list(words)) {
            found.addAll(files.sorted().toList());
          }
        }
      }
    }
    return found;
  }
}
