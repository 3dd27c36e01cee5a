package cloister.lessons;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Markdown as lessons use it: prose, code, lists, tables, and links to the glossary ({@code
 * glossary:ID}), to other lessons ({@code lesson:ID}), to a thing of the machine ({@code see:PATH})
 * and to a source abroad ({@code https://…}), which the page marks and never fetches. HTML and
 * images are errors.
 */
final class Markdown {
  private static final String GLOSSARY = "glossary:";
  private static final String LESSON = "lesson:";
  private static final String SEE = "see:";

  /** A page of the site that a lesson may lead to, and its address. */
  private static final Map<String, String> PAGES =
      Map.of("page:analyze", "/analyze/", "page:compare", "/compare/");

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final String file;
  private final Parser parser =
      Parser.builder()
          .extensions(EXTENSIONS)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();
  private final HtmlRenderer html =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new OwnAddresses())
          .attributeProviderFactory(context -> (node, tag, attributes) -> attributes.remove("rel"))
          .build();
  private final Set<String> terms = new LinkedHashSet<>();
  private final Set<String> lessons = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<String> codes = new ArrayList<>();

  Markdown(String file) {
    this.file = file;
  }

  /** Glossary ids that were linked, in order of first use. */
  Set<String> terms() {
    return terms;
  }

  /** Lesson ids that were linked. */
  Set<String> lessons() {
    return lessons;
  }

  /** Paths of the things of the machine that were linked. */
  Set<String> seen() {
    return seen;
  }

  /** Code spans and code blocks in order: a translation must keep them. */
  List<String> codes() {
    return codes;
  }

  Node parse(String text, int line) throws LessonException {
    Node document = parser.parse(text);
    Inspection inspection = new Inspection();
    document.accept(inspection);
    if (inspection.offence != null) {
      throw new LessonException(file, line + firstLine(inspection.offender), inspection.offence);
    }
    return document;
  }

  String html(Node node) throws LessonException {
    String text = html.render(node).strip();
    AllowedHtml.check(file, text);
    return text;
  }

  /** A short text that may have code spans, as HTML without the paragraph around it. */
  String inlineHtml(String text, int line) throws LessonException {
    String paragraph = html(parse(text, line));
    if (!paragraph.startsWith("<p>") || paragraph.lastIndexOf("<p>") != 0) {
      throw new LessonException(file, line, "one paragraph is needed here: " + text);
    }
    return paragraph.substring("<p>".length(), paragraph.length() - "</p>".length());
  }

  /** A short text without its markup. */
  String plain(String text, int line) throws LessonException {
    return words(text, line, "");
  }

  /** A short text whose only markup is code between backticks, as sentences know it. */
  String sentence(String text, int line) throws LessonException {
    return words(text, line, "`");
  }

  private String words(String text, int line, String codeMark) throws LessonException {
    PlainText plain = new PlainText(codeMark);
    parse(text, line).accept(plain);
    return plain.text.toString();
  }

  private static int firstLine(Node node) {
    Node at = node;
    while (at != null && at.getSourceSpans().isEmpty()) {
      at = at.getParent();
    }
    return at == null ? 0 : at.getSourceSpans().get(0).getLineIndex();
  }

  /** Collects what the text refers to, and finds what a lesson may not hold. */
  private final class Inspection extends AbstractVisitor {
    private Node offender;
    private String offence;

    @Override
    public void visit(HtmlBlock node) {
      refuse(node, "a lesson holds no HTML");
    }

    @Override
    public void visit(HtmlInline node) {
      refuse(node, "a lesson holds no HTML");
    }

    @Override
    public void visit(Image node) {
      refuse(node, "a picture is made by the machine: use a sim show block");
    }

    @Override
    public void visit(Code node) {
      codes.add(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
      if (!node.getInfo().startsWith(Body.SIM)) {
        codes.add(node.getInfo() + "\n" + node.getLiteral());
      }
    }

    @Override
    public void visit(Link node) {
      String to = node.getDestination();
      if (to.startsWith(GLOSSARY)) {
        terms.add(to.substring(GLOSSARY.length()));
      } else if (to.startsWith(LESSON)) {
        lessons.add(to.substring(LESSON.length()));
      } else if (to.startsWith(SEE)) {
        seen.add(to.substring(SEE.length()));
      } else if (!PAGES.containsKey(to) && !to.matches(AllowedHtml.ABROAD)) {
        refuse(
            node,
            "a link leads to glossary:ID, lesson:ID, see:PATH, page:analyze, page:compare or"
                + " https://…, not to "
                + to);
      }
      visitChildren(node);
    }

    private void refuse(Node node, String reason) {
      if (offence == null) {
        offender = node;
        offence = reason;
      }
    }
  }

  private static final class PlainText extends AbstractVisitor {
    private final String codeMark;
    private final StringBuilder text = new StringBuilder();

    PlainText(String codeMark) {
      this.codeMark = codeMark;
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(codeMark).append(node.getLiteral()).append(codeMark);
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append(' ');
    }
  }

  /** Turns the kinds of address into those of the site, which the page looks up. */
  private static final class OwnAddresses implements UrlSanitizer {
    @Override
    public String sanitizeLinkUrl(String url) {
      if (url.startsWith(GLOSSARY)) {
        return "#word-" + url.substring(GLOSSARY.length());
      }
      if (url.startsWith(SEE)) {
        return "#see-" + url.substring(SEE.length());
      }
      if (url.matches(AllowedHtml.ABROAD)) {
        return url;
      }
      if (PAGES.containsKey(url)) {
        return PAGES.get(url);
      }
      return url.startsWith(LESSON) ? "/lesson/" + url.substring(LESSON.length()) : "";
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return "";
    }
  }
}
