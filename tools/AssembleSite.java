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
 * <p>Arguments: the site's folder, the built pages, the folder of the simulator's modules, for
 * their messages, and the lesson bundles. The simulator and the programs are on the class path.
 * What was not built is left out.
 */
final class AssembleSite {
  /** How the catalogues begin whose sentences only the simulator with the compiler says. */
  private static final List<String> COMPILING = List.of("cc-", "vm");

  /** And those that only a Linux host says. */
  private static final List<String> LINUX = List.of("linux");

  private static final String PROGRAMS = "cloister/";

  /** The simulator's programs beside the lab's own. */
  private static final List<String> SIMULATORS = List.of("c", "linux", "pc", "machine", "analysis");

  private final Path site;

  private AssembleSite(Path site) {
    this.site = site;
  }

  public static void main(String[] args) throws IOException {
    AssembleSite assembly = new AssembleSite(Path.of(args[0]).toAbsolutePath().normalize());
    assembly.clear();
    assembly.copy(Path.of(args[1]), "");
    assembly.simulator("", "simulator");
    for (String name : SIMULATORS) {
      assembly.simulator(name + "/", name);
    }
    assembly.merge(
        Path.of(args[2]), "messages", name -> !isOf(COMPILING, name) && !isOf(LINUX, name));
    assembly.merge(Path.of(args[2]), "messages/c", name -> isOf(COMPILING, name));
    assembly.merge(Path.of(args[2]), "messages/linux", name -> isOf(LINUX, name));
    assembly.copy(Path.of(args[3]), "lessons");
    for (String program : List.of("bios/bios", "bios/pc-vmx", "bios/pc-translation")) {
      assembly.resource(PROGRAMS + program + ".bin", "machine/" + program + ".bin");
    }
    assembly.resource(PROGRAMS + "examples/hello.bin", "machine/examples/hello.bin");
    assembly.resource(PROGRAMS + "libc/sysroot.a", "c/sysroot.bin");
    assembly.resource(PROGRAMS + "linux/base.tar", "linux/base.bin");
    assembly.resource(PROGRAMS + "kernel/entry.bin", "linux/entry.bin");
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

  /** One of the simulator's programs, in both its forms. */
  private void simulator(String folder, String name) throws IOException {
    for (String form : List.of("js", "wasm")) {
      String file = "simulator/" + folder + form + "/" + name + "." + form;
      resource(file, file);
    }
  }

  /** From the class path, and under a name that is compressed. */
  private void resource(String name, String to) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
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
