package cloister.lessons;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML that a bundle may hold. The renderer already escapes everything else; this second look
 * makes sure of it, whatever the renderer does.
 */
final class AllowedHtml {
  private static final String OWN =
      "#word-[a-z0-9-]+|#see-[A-Za-z0-9._-]+|/lesson/[a-z0-9/-]+|/analyze/|/compare/";

  /** The address of a source abroad: a host with a name, without a user or a port, and a path. */
  static final String ABROAD = "https://[a-z0-9-]+(\\.[a-z0-9-]+)+/[A-Za-z0-9._~%/?=&;+-]*";

  private static final Map<String, List<String>> TAGS =
      Map.ofEntries(
          Map.entry("p", List.of()),
          Map.entry("br", List.of()),
          Map.entry("em", List.of()),
          Map.entry("strong", List.of()),
          Map.entry("code", List.of("class=\"language-[a-z]+\"")),
          Map.entry("pre", List.of()),
          Map.entry("ul", List.of()),
          Map.entry("ol", List.of("start=\"[0-9]+\"")),
          Map.entry("li", List.of()),
          Map.entry("blockquote", List.of()),
          Map.entry("h2", List.of()),
          Map.entry("h3", List.of()),
          Map.entry("table", List.of()),
          Map.entry("thead", List.of()),
          Map.entry("tbody", List.of()),
          Map.entry("tr", List.of()),
          Map.entry("th", List.of("align=\"(left|right|center)\"")),
          Map.entry("td", List.of("align=\"(left|right|center)\"")),
          Map.entry("a", List.of("href=\"(" + OWN + "|" + ABROAD + ")\"")));

  private static final String ATTRIBUTE = " [a-z]+=\"[^\"<>]*\"";
  private static final Pattern ONE_ATTRIBUTE = Pattern.compile(ATTRIBUTE);
  private static final Pattern TAG =
      Pattern.compile("</?([a-z0-9]+)((?:" + ATTRIBUTE + ")*)(?: /)?>");

  private AllowedHtml() {}

  static void check(String file, String html) throws LessonException {
    Matcher tag = TAG.matcher(html);
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      tag.region(at, html.length());
      if (!tag.lookingAt() || !allowed(tag.group(1), tag.group(2))) {
        throw refusal(file, html.substring(at));
      }
    }
  }

  private static boolean allowed(String tag, String attributes) {
    List<String> patterns = TAGS.get(tag);
    return patterns != null
        && ONE_ATTRIBUTE
            .matcher(attributes)
            .results()
            .map(result -> result.group().strip())
            .allMatch(attribute -> patterns.stream().anyMatch(attribute::matches));
  }

  private static LessonException refusal(String file, String what) {
    return new LessonException(
        file, 0, "not allowed in a page: " + what.substring(0, Math.min(80, what.length())));
  }
}
