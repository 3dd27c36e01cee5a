import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Puts the site together: the pages, the simulator in both its forms, the sentences and the
 * lessons, each file with its compressed copy beside it. Fails when the lab weighs more than it
 * may.
 *
 * <p>Arguments: the site's folder, the built pages, the simulator, the message catalogues, the
 * lesson bundles, and how many compressed bytes the lab may have. Sources that were not built are
 * left out: without Node there are no pages, and the rest of the build still works.
 */
final class AssembleSite {
  private static final Set<String> COMPRESSIBLE =
      Set.of("css", "html", "js", "json", "map", "svg", "txt", "wasm", "webmanifest", "xml");

  /** Below this, a gzip header costs more than it saves. */
  private static final int SMALL_BYTES = 512;

  private static final Pattern PAGE_LINK =
      Pattern.compile("(?:src|href)=\"([^\"]+\\.(?:js|css))\"");
  private static final Pattern STATIC_IMPORT =
      Pattern.compile(
          "(?:^|[;}\\s])(?:import|export)(?:[^;'\"()]*?from)?\\s*[\"'](\\.[^\"']+)[\"']");
  private static final Pattern WORKER = Pattern.compile("new URL\\([\"`]([^\"`]+\\.js)[\"`]");

  private final Path site;

  private AssembleSite(Path site) {
    this.site = site;
  }

  public static void main(String[] args) throws IOException {
    AssembleSite assembly = new AssembleSite(Path.of(args[0]).toAbsolutePath().normalize());
    assembly.clear();
    assembly.copy(Path.of(args[1]), "");
    assembly.copy(Path.of(args[2]), "simulator");
    assembly.merge(Path.of(args[3]), "messages");
    assembly.copy(Path.of(args[4]), "lessons");
    assembly.compress();
    assembly.weigh(Long.parseLong(args[5]));
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

  /** One catalogue a language, from the files of its folder: flat JSON objects, joined as text. */
  private void merge(Path catalogues, String to) throws IOException {
    if (!Files.isDirectory(catalogues)) {
      return;
    }
    Files.createDirectories(site.resolve(to));
    try (Stream<Path> languages = Files.list(catalogues)) {
      for (Path language : languages.filter(Files::isDirectory).sorted().toList()) {
        List<String> members = new ArrayList<>();
        for (Path file : filesOf(language)) {
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

  private void compress() throws IOException {
    for (Path file : filesOf(site)) {
      if (COMPRESSIBLE.contains(extension(file)) && Files.size(file) >= SMALL_BYTES) {
        Files.write(Path.of(file + ".gz"), gzip(Files.readAllBytes(file)));
      }
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new Strongest(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private void weigh(long limit) throws IOException {
    long javaScript = weight(filesOf(site.resolve("simulator/js")));
    long wasm = weight(filesOf(site.resolve("simulator/wasm")));
    long shell = weight(shell());
    long total = Math.max(javaScript, wasm) + shell;
    System.out.printf(
        "Compressed: pages %,d, simulator %,d (JavaScript) or %,d (Wasm); lab %,d of at most %,d%n",
        shell, javaScript, wasm, total, limit);
    if (total > limit) {
      System.err.println("The lab is too heavy. Load what it does not need at once later.");
      System.exit(1);
    }
  }

  /** The lab's page, and the scripts and styles that it loads before anybody asks for more. */
  private Set<Path> shell() throws IOException {
    Set<Path> seen = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>();
    Path lab = site.resolve("lab/index.html");
    if (Files.exists(lab)) {
      open.add(lab);
    }
    while (!open.isEmpty()) {
      Path file = open.pop();
      if (Files.exists(file) && seen.add(file)) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (Pattern pattern : List.of(PAGE_LINK, STATIC_IMPORT, WORKER)) {
          Matcher matcher = pattern.matcher(text);
          while (matcher.find()) {
            open.add(resolve(file, matcher.group(1)));
          }
        }
      }
    }
    return seen;
  }

  private Path resolve(Path from, String link) {
    return link.startsWith("/")
        ? site.resolve(link.substring(1))
        : from.getParent().resolve(link).normalize();
  }

  private static long weight(Iterable<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      if (!extension(file).equals("gz")) {
        Path compressed = Path.of(file + ".gz");
        bytes += Files.size(Files.exists(compressed) ? compressed : file);
      }
    }
    return bytes;
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

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Gzip at the highest level, which the JDK's stream does not offer otherwise. */
  private static final class Strongest extends GZIPOutputStream {
    private Strongest(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
