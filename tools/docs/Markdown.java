import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Makes pages of Markdown files, whose links lead to pages then. */
final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final Path root;
  private final Map<Path, String> pages;
  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final TextContentRenderer plain = TextContentRenderer.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .attributeProviderFactory(
              context ->
                  (node, tag, attributes) -> {
                    if (node instanceof Heading heading) {
                      attributes.put("id", Page.slug(plain(heading)));
                    } else if (node instanceof TableBlock) {
                      attributes.put("class", "wide");
                    }
                  })
          .build();

  /** A page's content. */
  record Text(String title, String html) {}

  /**
   * @param pages all files that become pages, with their addresses below {@code /docs/}
   */
  Markdown(Path root, Map<Path, String> pages) {
    this.root = root;
    this.pages = pages;
  }

  Text render(Path file) throws IOException {
    Node document = parser.parse(Files.readString(file));
    String[] title = {root.relativize(file).toString()};
    document.accept(
        new AbstractVisitor() {
          private boolean found;

          @Override
          public void visit(Heading heading) {
            if (!found && heading.getLevel() == 1) {
              found = true;
              title[0] = plain(heading);
            }
            visitChildren(heading);
          }

          @Override
          public void visit(Link link) {
            visitChildren(link);
            lead(link, file);
          }
        });
    return new Text(title[0], renderer.render(document));
  }

  private String plain(Heading heading) {
    return plain.render(heading).strip();
  }

  /** To the page of a Markdown file; what is no page, as a source, keeps its words alone. */
  private void lead(Link link, Path from) {
    String address = link.getDestination();
    if (address.startsWith("#") || address.startsWith("/") || address.contains(":")) {
      return;
    }
    int mark = address.indexOf('#');
    String fragment = mark < 0 ? "" : address.substring(mark);
    Path to = from.resolveSibling(mark < 0 ? address : address.substring(0, mark)).normalize();
    if (pages.containsKey(to)) {
      link.setDestination("/docs/" + pages.get(to) + fragment);
    } else if (Files.exists(to)) {
      while (link.getFirstChild() != null) {
        link.insertBefore(link.getFirstChild());
      }
      link.unlink();
    }
  }
}
