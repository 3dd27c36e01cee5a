import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts the site together: the pages, the simulator in both its forms, the sentences, the lessons,
 * what programs in C are made with, and what a PC and a Linux host start with.
 *
 * <p>Arguments: the site's folder, the built pages, the simulator, the folder of the simulator's
 * modules, for their messages, and the lesson bundles. The programs are on the class path. What was
 * not built is left out.
 */
final class AssembleSite {
  /** How the catalogues begin whose sentences only the simulator with the compiler says. */
  private static final List<String> COMPILING = List.of("cc-", "vm");

  /** And those that only a Linux host says. */
  private static final List<String> LINUX = List.of("linux");

  private static final String PROGRAMS = "cloister/";

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
    for (String program : List.of("bios/bios", "bios/pc-vmx", "bios/pc-translation")) {
      assembly.program(program + ".bin", "machine/" + program + ".bin");
    }
    assembly.program("examples/hello.bin", "machine/examples/hello.bin");
    assembly.program("libc/sysroot.a", "c/sysroot.bin");
    assembly.program("linux/base.tar", "linux/base.bin");
    assembly.program("kernel/entry.bin", "linux/entry.bin");
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

  /** From the class path, and under a name that is compressed. */
  private void program(String name, String to) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(PROGRAMS + name)) {
      if (in != null) {
        Path target = site.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(in, target);
      }
    }
  }

  /**
   * One catalogue a language, from the modules' files: flat JSON objects, joined as text.
   *
   * @param wanted which files, by their names
   */
  private void merge(Path modules, String to, Predicate<String> wanted) throws IOException {
    Map<String, List<String>> languages = new TreeMap<>();
    for (Path module : in(modules)) {
      for (Path language : in(module.resolve("src/main/messages"))) {
        List<String> members =
            languages.computeIfAbsent(language.getFileName().toString(), name -> new ArrayList<>());
        for (Path file : filesOf(language)) {
          if (wanted.test(file.getFileName().toString())) {
            String text = Files.readString(file).strip();
            members.add(text.substring(1, text.length() - 1).strip());
          }
        }
      }
    }
    Files.createDirectories(site.resolve(to));
    for (Map.Entry<String, List<String>> language : languages.entrySet()) {
      Files.writeString(
          site.resolve(to).resolve(language.getKey() + ".json"),
          "{" + String.join(",\n", language.getValue()) + "}\n");
    }
  }

  private static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
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
