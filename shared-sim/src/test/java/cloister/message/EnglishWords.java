package cloister.message;

import cloister.codec.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All files of the English language as one catalogue. */
public final class EnglishWords {
  private static final Path MESSAGES = Path.of("src/main/messages/en");

  private EnglishWords() {}

  public static Catalogue load() {
    Catalogue all = Catalogue.empty();
    try (Stream<Path> files = Files.list(MESSAGES)) {
      for (Path file : files.sorted().toList()) {
        all = all.with(Catalogue.parse(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }
}
