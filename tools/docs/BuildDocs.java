import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the pages at {@code /docs}: the repository's Markdown, and the reference that is generated
 * from tables in the code.
 *
 * <p>Arguments: the repository's folder and the site's. The simulator and commonmark-java are on
 * the class path.
 */
final class BuildDocs {
  /** What the parts of the list of pages are called, by the folder of their pages. */
  private static final Map<String, String> PARTS =
      Map.of(
          "use", "Use",
          "how", "How it works",
          "reference", "Reference",
          "decisions", "Decisions",
          "", "The repository");

  private static final List<String> ORDER = List.of("use", "how", "reference", "decisions", "");
  private static final String COLOURS = "web-client/src/main/site/style/tokens.css";

  private final Path root;
  private final Path target;

  /** Titles by address, without {@code /docs/}. */
  private final Map<String, String> titles = new TreeMap<>();

  /** What stands on the pages, by address. */
  private final Map<String, String> contents = new TreeMap<>();

  private BuildDocs(Path root, Path target) {
    this.root = root;
    this.target = target;
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    new BuildDocs(root, Path.of(args[1]).resolve("docs")).run();
  }

  private void run() throws Exception {
    Markdown markdown = new Markdown(root, sources());
    for (Map.Entry<Path, String> source : sources().entrySet()) {
      Markdown.Text text = markdown.render(source.getKey());
      put(source.getValue(), text.title(), text.html());
    }
    for (Map.Entry<String, Page> page : new Reference(root).pages().entrySet()) {
      put("reference/" + page.getKey(), page.getValue().title(), page.getValue().html());
    }
    for (Map.Entry<String, String> content : contents.entrySet()) {
      write(content.getKey(), titles.get(content.getKey()), content.getValue());
    }
    write("", "Documentation", "<h1>Documentation</h1>\n" + list(""));
    String own = Files.readString(root.resolve("tools/docs/docs.css"));
    Files.writeString(target.resolve("docs.css"), colours() + own);
  }

  private void put(String address, String title, String html) {
    if (titles.put(address, title) != null) {
      throw new IllegalStateException("two pages are called " + address);
    }
    contents.put(address, html);
  }

  /** The Markdown files that become pages, with their addresses. */
  private Map<Path, String> sources() throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(root)) {
      files.filter(BuildDocs::isMarkdown).forEach(file -> all.put(file, address(root, file)));
    }
    Path docs = root.resolve("docs");
    if (Files.isDirectory(docs)) {
      try (Stream<Path> files = Files.walk(docs)) {
        files.filter(BuildDocs::isMarkdown).forEach(file -> all.put(file, address(docs, file)));
      }
    }
    return all;
  }

  private static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md");
  }

  /** {@code README.md} of a folder is a page beside the others, since the list of pages leads. */
  private static String address(Path folder, Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/').toLowerCase(Locale.ROOT);
    return name.substring(0, name.length() - ".md".length());
  }

  /** All pages by their parts; the one of the given address is marked. */
  private String list(String here) {
    StringBuilder html = new StringBuilder();
    for (String part : ORDER) {
      List<String> links = new ArrayList<>();
      titles.forEach(
          (address, title) -> {
            if (part.equals(partOf(address))) {
              String current = address.equals(here) ? " aria-current=\"page\"" : "";
              links.add(
                  "<li><a href=\"/docs/%s\"%s>%s</a></li>"
                      .formatted(address, current, Page.text(title)));
            }
          });
      if (!links.isEmpty()) {
        html.append("<h2>").append(PARTS.get(part)).append("</h2>\n<ul>\n");
        html.append(String.join("\n", links)).append("\n</ul>\n");
      }
    }
    return html.toString();
  }

  private static String partOf(String address) {
    String folder = address.contains("/") ? address.substring(0, address.indexOf('/')) : "";
    return ORDER.contains(folder) ? folder : "";
  }

  private void write(String address, String title, String content) throws IOException {
    String nav =
        address.isEmpty()
            ? ""
            : "<nav id=\"pages\" aria-label=\"All pages\">\n" + list(address) + "</nav>\n";
    Path file = target.resolve(address).resolve("index.html");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Cloister</title>
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/docs/docs.css">
        </head>
        <body>
        <a class="skip" href="#text">Skip to the text</a>
        <header><a href="/">Cloister</a> <a href="/docs/">Documentation</a></header>
        <div class="sheet">
        <main id="text">
        %s</main>
        %s</div>
        </body>
        </html>
        """
            .formatted(Page.text(title), content, nav));
  }

  /** The site's colours, where the system and not a button chooses the dark ones. */
  private String colours() throws IOException {
    String tokens = Files.readString(root.resolve(COLOURS));
    int dark = tokens.indexOf("[data-theme='dark'] {");
    int end = tokens.indexOf("\n}\n", dark) + 3;
    return tokens.substring(0, dark)
        + "@media (prefers-color-scheme: dark) {\n:root"
        + tokens.substring(tokens.indexOf(" {", dark), end)
        + "}\n"
        + tokens.substring(end);
  }
}
