import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the site together: the pages, the simulator in both its forms, the sentences, the lessons,
 * what programs in C are made with, and what a PC starts with.
 *
 * <p>Arguments: the site's folder, the built pages, the simulator, the message catalogues, the
 * lesson bundles and the folder with the assembled programs. What was not built is left out.
 */
final class AssembleSite {
  /** How the catalogues begin whose sentences only the larger simulator says. */
  private static final List<String> LARGER = List.of("cc-", "vm", "linux");

  private final Path site;

  private AssembleSite(Path site) {
    this.site = site;
  }

  public static void main(String[] args) throws IOException {
    AssembleSite assembly = new AssembleSite(Path.of(args[0]).toAbsolutePath().normalize());
    assembly.clear();
    assembly.copy(Path.of(args[1]), "");
    assembly.copy(Path.of(args[2]), "simulator");
    assembly.merge(Path.of(args[3]), "messages", false);
    assembly.merge(Path.of(args[3]), "messages/c", true);
    assembly.copy(Path.of(args[4]), "lessons");
    assembly.copy(Path.of(args[5], "bios"), "machine/bios");
    assembly.copy(Path.of(args[5], "examples"), "machine/examples");
    assembly.sysroot(Path.of(args[5], "libc", "sysroot.a"));
  }

  private void clear() throws IOException {
    if (Files.exists(site)) {
      try (Stream<Path> old = Files.walk(site)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(site);
  }

  private void copy(Path from, String to) throws IOException {
    for (Path file : filesOf(from)) {
      Path target = site.resolve(to).resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Under a name that is compressed. */
  private void sysroot(Path archive) throws IOException {
    if (Files.exists(archive)) {
      Path target = site.resolve("c/sysroot.bin");
      Files.createDirectories(target.getParent());
      Files.copy(archive, target);
    }
  }

  /**
   * One catalogue a language, from the files of its folder: flat JSON objects, joined as text.
   *
   * @param larger whether it is the sentences that the lab asks for only with the larger simulator,
   *     or all the others
   */
  private void merge(Path catalogues, String to, boolean larger) throws IOException {
    if (!Files.isDirectory(catalogues)) {
      return;
    }
    Files.createDirectories(site.resolve(to));
    try (Stream<Path> languages = Files.list(catalogues)) {
      for (Path language : languages.filter(Files::isDirectory).sorted().toList()) {
        List<String> members = new ArrayList<>();
        for (Path file : filesOf(language)) {
          String name = file.getFileName().toString();
          if (LARGER.stream().anyMatch(name::startsWith) != larger) {
            continue;
          }
          String text = Files.readString(file).strip();
          String inner = text.substring(1, text.length() - 1).strip();
          if (!inner.isEmpty()) {
            members.add(inner);
          }
        }
        Path target = site.resolve(to).resolve(language.getFileName() + ".json");
        Files.writeString(target, "{" + String.join(",\n", members) + "}\n");
      }
    }
  }

  private static List<Path> filesOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
