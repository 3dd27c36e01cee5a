package cloister.architecture;

import cloister.codec.JsonException;
import cloister.message.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The repository's own text files, for the rules that compiled classes cannot show. */
final class Sources {
  /** Surefire starts the tests in the server's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> GENERATED = Set.of("target", "node_modules", "dist", "data");

  private Sources() {}

  /** All files with one of these endings, generated and hidden folders left out. */
  static List<Path> with(String... endings) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(Sources::isOurs)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The English words of the simulator and of the server. */
  static Catalogue english() throws JsonException {
    Catalogue all = Catalogue.empty();
    for (Path file : with(".json")) {
      if (nameOf(file).matches("(shared-sim/[a-z]+|server)/src/main/.*messages/en/.*")) {
        all = all.with(Catalogue.parse(read(file)));
      }
    }
    return all;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String nameOf(Path file) {
    return ROOT.relativize(file).toString();
  }

  private static boolean isOurs(Path file) {
    for (Path part : ROOT.relativize(file)) {
      String name = part.toString();
      if (GENERATED.contains(name) || name.startsWith(".") && !name.equals(".ci")) {
        return false;
      }
    }
    return true;
  }
}
