import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts the site together: the pages, the simulator in both its forms, the sentences, the lessons,
 * what programs in C are made with, and what a PC and a Linux host start with.
 *
 * <p>Arguments: the site's folder, the built pages, the simulator, the message catalogues, the
 * lesson bundles and the folder with the assembled programs. What was not built is left out.
 */
final class AssembleSite {
  /** How the catalogues begin whose sentences only the simulator with the compiler says. */
  private static final List<String> COMPILING = List.of("cc-", "vm");

  /** And those that only a Linux host says. */
  private static final List<String> LINUX = List.of("linux");

  private final Path site;

  private AssembleSite(Path site) {
    this.site = site;
  }

  public static void main(String[] args) throws IOException {
    AssembleSite assembly = new AssembleSite(Path.of(args[0]).toAbsolutePath().normalize());
    assembly.clear();
    assembly.copy(Path.of(args[1]), "");
    assembly.copy(Path.of(args[2]), "simulator");
    assembly.merge(
        Path.of(args[3]), "messages", name -> !isOf(COMPILING, name) && !isOf(LINUX, name));
    assembly.merge(Path.of(args[3]), "messages/c", name -> isOf(COMPILING, name));
    assembly.merge(Path.of(args[3]), "messages/linux", name -> isOf(LINUX, name));
    assembly.copy(Path.of(args[4]), "lessons");
    assembly.copy(Path.of(args[5], "bios"), "machine/bios");
    assembly.copy(Path.of(args[5], "examples"), "machine/examples");
    assembly.binary(Path.of(args[5], "libc", "sysroot.a"), "c/sysroot.bin");
    assembly.binary(Path.of(args[5], "linux", "base.tar"), "linux/base.bin");
    assembly.binary(Path.of(args[5], "kernel", "entry.bin"), "linux/entry.bin");
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
  private void binary(Path made, String to) throws IOException {
    if (Files.exists(made)) {
      Path target = site.resolve(to);
      Files.createDirectories(target.getParent());
      Files.copy(made, target);
    }
  }

  /**
   * One catalogue a language, from the files of its folder: flat JSON objects, joined as text.
   *
   * @param wanted which files, by their names
   */
  private void merge(Path catalogues, String to, Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(catalogues)) {
      return;
    }
    Files.createDirectories(site.resolve(to));
    try (Stream<Path> languages = Files.list(catalogues)) {
      for (Path language : languages.filter(Files::isDirectory).sorted().toList()) {
        List<String> members = new ArrayList<>();
        for (Path file : filesOf(language)) {
          if (!wanted.test(file.getFileName().toString())) {
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

  private static boolean isOf(List<String> beginnings, String name) {
    return beginnings.stream().anyMatch(name::startsWith);
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
