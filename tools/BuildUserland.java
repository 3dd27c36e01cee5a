import cloister.cc.driver.Arguments;
import cloister.cc.driver.Driver;
import cloister.cc.driver.Files;
import cloister.cc.driver.Output;
import cloister.cc.driver.Sysroot;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.cc.report.Severity;
import cloister.codec.Sha256;
import cloister.codec.Tar;
import cloister.cpu.decode.OpcodeTable;
import cloister.message.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles the programs of the simulated Linux host with our own compiler and packs them with the
 * files that they need.
 *
 * <p>Arguments: the folder of the programs, the archive to write, and the folder of the messages.
 * The C library is on the class path.
 */
final class BuildUserland {
  private static final OpcodeTable OPCODES = new OpcodeTable();

  /** What the engine takes from the other programs. */
  private static final List<String> SHARED_WITH_DOCKER =
      List.of(
          "tools/archive.c",
          "tools/callnames.c",
          "tools/capnames.c",
          "tools/netlink.c",
          "tools/unarchive.c");

  /** When the simulated machine's files were made, in seconds since 1970. */
  private static final int BEGINNING = 1767225600;

  private final Path sources;
  private final Sysroot sysroot;
  private final Catalogue words;
  private final List<Tar.Entry> entries = new ArrayList<>();
  private boolean failed;

  private BuildUserland(Path sources, Sysroot sysroot, Catalogue words) {
    this.sources = sources;
    this.sysroot = sysroot;
    this.words = words;
  }

  public static void main(String[] args) throws Exception {
    Path target = Path.of(args[1]);
    BuildUserland build = new BuildUserland(Path.of(args[0]), library(), words(Path.of(args[2])));
    build.run();
    if (build.failed) {
      System.exit(1);
    }
    java.nio.file.Files.createDirectories(target.getParent());
    java.nio.file.Files.write(target, Tar.write(build.entries));
  }

  private static Sysroot library() throws Exception {
    try (InputStream in = ClassLoader.getSystemResourceAsStream("cloister/libc/sysroot.a")) {
      return Sysroot.of(in.readAllBytes());
    }
  }

  private void run() throws Exception {
    for (String folder : List.of("bin", "dev", "etc", "proc", "root", "sbin", "usr", "usr/bin")) {
      add(folder, Tar.DIRECTORY, folder.equals("root") ? 0700 : 0755, "", new byte[0]);
    }
    add("tmp", Tar.DIRECTORY, 01777, "", new byte[0]);
    add("bin/sh", Tar.FILE, 0755, "", program("sh", "common"));
    add("bin/tools", Tar.FILE, 0755, "", program("tools", "editors", "common"));
    add("usr/bin/docker", Tar.FILE, 0755, "", program("docker", SHARED_WITH_DOCKER));
    add("usr/bin/dockerd", Tar.HARD_LINK, 0755, "usr/bin/docker", new byte[0]);
    add("usr/bin/docker-proxy", Tar.HARD_LINK, 0755, "usr/bin/docker", new byte[0]);
    for (String name : applets()) {
      add(
          (name.equals("init") ? "sbin/" : "bin/") + name,
          Tar.HARD_LINK,
          0755,
          "bin/tools",
          new byte[0]);
    }
    settings("etc", "etc/");
    meadow();
    box();
    layers();
    add("srv/shop", Tar.DIRECTORY, 0755, "", new byte[0]);
    settings("shop", "srv/shop/");
    add("opt", Tar.DIRECTORY, 0755, "", new byte[0]);
    add("opt/kiosk", Tar.DIRECTORY, 0755, "", new byte[0]);
    settings("kiosk", "opt/kiosk/");
    image();
  }

  /**
   * An image in the engine's store: our small programs under the name of the image that has others,
   * for who types what a text on Docker says. Its layer shares its files with the host's.
   */
  private void image() throws IOException {
    List<Tar.Entry> layer = new ArrayList<>();
    for (String folder : List.of("bin", "etc", "home", "root", "tmp", "usr", "usr/bin", "var")) {
      int mode = folder.equals("tmp") ? 01777 : folder.equals("root") ? 0700 : 0755;
      layer.add(new Tar.Entry(folder, Tar.DIRECTORY, mode, 0, 0, 0, 0, "", new byte[0]));
    }
    for (Tar.Entry entry : entries) {
      if (entry.name().startsWith("bin/") && !entry.name().equals("bin/init")) {
        layer.add(entry);
      }
    }
    for (Path file : files(sources.resolve("box-etc"))) {
      byte[] content = java.nio.file.Files.readAllBytes(file);
      layer.add(
          new Tar.Entry("etc/" + file.getFileName(), Tar.FILE, 0644, 0, 0, 0, 0, "", content));
    }
    String name = Sha256.hex(Tar.write(asArchived(layer), BEGINNING));
    keepLayer(layer, name);
    keepImage(name);
  }

  /**
   * As the engine puts a layer into an archive: in the order of names, where the first of several
   * names for a file has its content.
   */
  private static List<Tar.Entry> asArchived(List<Tar.Entry> layer) {
    List<Tar.Entry> sorted = new ArrayList<>(layer);
    sorted.sort(Comparator.comparing(entry -> entry.name().replace('/', '\0')));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    layer.forEach(entry -> contents.put(entry.name(), entry.content()));
    Map<String, String> first = new LinkedHashMap<>();
    List<Tar.Entry> archived = new ArrayList<>();
    for (Tar.Entry entry : sorted) {
      boolean folder = entry.type() == Tar.DIRECTORY;
      String file = entry.type() == Tar.HARD_LINK ? entry.link() : entry.name();
      String link = first.getOrDefault(file, "");
      first.putIfAbsent(file, entry.name());
      archived.add(
          new Tar.Entry(
              entry.name() + (folder ? "/" : ""),
              folder ? Tar.DIRECTORY : link.isEmpty() ? Tar.FILE : Tar.HARD_LINK,
              entry.mode(),
              0,
              0,
              0,
              0,
              link,
              link.isEmpty() ? contents.get(file) : new byte[0]));
    }
    return archived;
  }

  private void keepLayer(List<Tar.Entry> layer, String name) {
    folders("var/lib/docker/overlay2/" + name + "/diff");
    folders("var/lib/docker/image/overlay2/layerdb/sha256/" + name);
    String place = "var/lib/docker/overlay2/" + name + "/diff/";
    long size = 0;
    for (Tar.Entry entry : layer) {
      boolean shared = entry.name().startsWith("bin/");
      add(
          place + entry.name(),
          shared ? Tar.HARD_LINK : entry.type(),
          entry.mode(),
          shared ? entry.name() : "",
          shared ? new byte[0] : entry.content());
      size += entry.content().length;
    }
    String about = "var/lib/docker/image/overlay2/layerdb/sha256/" + name + "/";
    text(about + "cache-id", name);
    text(about + "diff", "sha256:" + name);
    text(about + "size", Long.toString(size));
  }

  private void keepImage(String layer) {
    String config =
        """
        {"architecture":"386","comment":"small programs of Cloister, not BusyBox itself",\
        "config":{"Hostname":"","Domainname":"","User":"","Env":["PATH=/usr/local/sbin:\
        /usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["sh"],"WorkingDir":"",\
        "Entrypoint":null,"Labels":null},"created":"2025-01-01T00:00:00Z","history":[{"created":\
        "2025-01-01T00:00:00Z","created_by":"","comment":"small programs of Cloister"}],\
        "os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:LAYER"]}}\
        """
            .replace("LAYER", layer);
    String id = Sha256.hex(config.getBytes(StandardCharsets.US_ASCII));
    String root = "var/lib/docker/image/overlay2/";
    folders(root + "imagedb/content/sha256");
    text(root + "imagedb/content/sha256/" + id, config);
    String names = "{\"Repositories\":{\"busybox\":{\"busybox:latest\":\"sha256:ID\"}}}";
    text(root + "repositories.json", names.replace("ID", id));
  }

  private void folders(String path) {
    for (int at = 0; at >= 0; at = path.indexOf('/', at + 1)) {
      String part = at == 0 ? path.substring(0, path.indexOf('/')) : path.substring(0, at);
      folder(part);
    }
    folder(path);
  }

  private void folder(String path) {
    if (entries.stream().noneMatch(entry -> entry.name().equals(path))) {
      int mode = path.equals("var/lib/docker") ? 0710 : 0755;
      add(path, Tar.DIRECTORY, mode, "", new byte[0]);
    }
  }

  /** Directories to be laid upon each other, and places to write in and to look from. */
  private void layers() {
    String root = "srv/layers/";
    add("srv/layers", Tar.DIRECTORY, 0755, "", new byte[0]);
    for (String folder : List.of("base", "page", "mine", "work", "seen")) {
      add(root + folder, Tar.DIRECTORY, 0755, "", new byte[0]);
    }
    for (String folder : List.of("yours", "work2", "also")) {
      add(root + folder, Tar.DIRECTORY, 0755, "", new byte[0]);
    }
    StringBuilder book = new StringBuilder();
    for (int line = 1; line <= 500; line++) {
      book.append(String.format("page %04d, all empty\n", line));
    }
    text(root + "base/book", book.toString());
    text(root + "base/greeting", "hello from base\n");
    text(root + "page/greeting", "hello from page\n");
    text(root + "page/list", "one book, one greeting\n");
  }

  private void text(String name, String content) {
    add(name, Tar.FILE, 0644, "", content.getBytes(StandardCharsets.US_ASCII));
  }

  /** A root to be shut off: the same programs, and settings of its own. */
  private void box() throws IOException {
    String root = "srv/box/";
    for (String folder : List.of("srv/box", root + "bin", root + "etc", root + "proc")) {
      add(folder, Tar.DIRECTORY, 0755, "", new byte[0]);
    }
    for (Tar.Entry entry : List.copyOf(entries)) {
      if (entry.name().startsWith("bin/") && entry.type() != Tar.DIRECTORY) {
        add(root + entry.name(), Tar.HARD_LINK, 0755, entry.name(), new byte[0]);
      }
    }
    settings("box-etc", root + "etc/");
  }

  private void settings(String from, String to) throws IOException {
    for (Path file : files(sources.resolve(from))) {
      add(to + file.getFileName(), Tar.FILE, 0644, "", java.nio.file.Files.readAllBytes(file));
    }
  }

  /**
   * A second userland, for who changes the root to it; programs for another kernel and a newer one,
   * one out of a root, one that is refused in many ways, and one that makes use of a flaw.
   */
  private void meadow() throws Exception {
    String root = "srv/meadow/";
    for (String folder : List.of("srv", "srv/meadow", root + "bin", root + "etc")) {
      add(folder, Tar.DIRECTORY, 0755, "", new byte[0]);
    }
    add(root + "bin/sh", Tar.FILE, 0755, "", program("meadow"));
    for (String name : List.of("ls", "cat", "echo", "uname")) {
      add(root + "bin/" + name, Tar.HARD_LINK, 0755, root + "bin/sh", new byte[0]);
    }
    settings("meadow-etc", root + "etc/");
    add("srv/foreign", Tar.DIRECTORY, 0755, "", new byte[0]);
    add("srv/foreign/hello", Tar.FILE, 0755, "", program("foreign"));
    add("srv/foreign/newer", Tar.FILE, 0755, "", program("newer"));
    add("srv/walkout", Tar.FILE, 0755, "", program("walkout"));
    add("srv/reach", Tar.FILE, 0755, "", program("reach"));
    add("srv/walls", Tar.FILE, 0755, "", program("walls"));
    for (Path script : files(sources.resolve("srv"))) {
      byte[] content = java.nio.file.Files.readAllBytes(script);
      add("srv/" + script.getFileName(), Tar.FILE, 0755, "", content);
    }
  }

  private void add(String name, char type, int mode, String link, byte[] content) {
    entries.add(new Tar.Entry(name, type, mode, 0, 0, 0, 0, link, content));
  }

  /** The names in the table of the program that has many. */
  private List<String> applets() throws IOException {
    String table = java.nio.file.Files.readString(sources.resolve("tools/main.c"));
    List<String> names = new ArrayList<>();
    for (String piece : table.split("\\{\"")) {
      if (piece.contains("_main}") && piece.contains("\"")) {
        names.add(piece.substring(0, piece.indexOf('"')));
      }
    }
    return names;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = java.nio.file.Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  /** What some folders make together; the program has the name of the first. */
  private byte[] program(String... folders) throws Exception {
    return program(folders[0], List.of(), folders);
  }

  private byte[] program(String folder, List<String> more) throws Exception {
    return program(folder, more, folder);
  }

  private byte[] program(String name, List<String> more, String... folders) throws Exception {
    List<String> command = new ArrayList<>(List.of("-O1", "-o", name));
    for (String folder : folders) {
      for (Path file : files(sources.resolve(folder))) {
        if (file.toString().endsWith(".c")) {
          command.add(file.toString());
        }
      }
    }
    for (String file : more) {
      command.add(sources.resolve(file).toString());
    }
    Diagnostics diagnostics = new Diagnostics();
    List<Output> outputs =
        new Driver(OPCODES, sysroot, new Disk(), diagnostics).run(Arguments.read(command));
    for (Diagnostic one : diagnostics.all()) {
      System.err.println(
          one.span().file() + ":" + one.span().line() + ": " + words.format(one.message()));
      failed |= one.severity() == Severity.ERROR;
    }
    failed |= outputs.isEmpty();
    return outputs.isEmpty() ? new byte[0] : outputs.getFirst().bytes();
  }

  private static Catalogue words(Path folder) throws Exception {
    StringBuilder all = new StringBuilder();
    for (Path file : files(folder)) {
      if (file.getFileName().toString().startsWith("cc")) {
        String text = java.nio.file.Files.readString(file).strip();
        all.append(all.isEmpty() ? "{" : ",").append(text, 1, text.length() - 1);
      }
    }
    return Catalogue.parse(all + "}");
  }

  private record Disk() implements Files {
    @Override
    public Optional<String> text(String name) {
      return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(String name) {
      try {
        return Optional.of(java.nio.file.Files.readAllBytes(Path.of(name)));
      } catch (IOException absent) {
        return Optional.empty();
      }
    }
  }
}
