import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A page that is made of tables. */
final class Page {
  private final String title;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param introduction what the page lists, and where that stands in the code
   */
  Page(String title, String introduction) {
    this.title = title;
    html.append("<h1>").append(text(title)).append("</h1>\n");
    paragraph(introduction);
  }

  String title() {
    return title;
  }

  String html() {
    return html.toString();
  }

  void paragraph(String sentence) {
    html.append("<p>").append(text(sentence)).append("</p>\n");
  }

  void heading(String words) {
    String id = slug(words);
    html.append("<h2 id=\"").append(id).append("\">").append(text(words)).append("</h2>\n");
  }

  /** A table whose first column is code. */
  void table(List<String> heads, List<List<String>> rows) {
    html.append("<div class=\"wide\"><table>\n<thead><tr>");
    heads.forEach(head -> html.append("<th scope=\"col\">").append(text(head)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      cells.set(0, "<code>" + text(row.getFirst()) + "</code>");
      for (int i = 1; i < cells.size(); i++) {
        cells.set(i, text(row.get(i)));
      }
      html.append(cells.stream().collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>")))
          .append('\n');
    }
    html.append("</tbody>\n</table></div>\n");
  }

  void list(List<String> words) {
    html.append(
        words.stream()
            .map(word -> "<code>" + text(word) + "</code>")
            .collect(Collectors.joining(" ", "<p class=\"words\">", "</p>\n")));
  }

  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** As GitHub names a heading in an address. */
  static String slug(String heading) {
    return heading.toLowerCase().replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }
}
