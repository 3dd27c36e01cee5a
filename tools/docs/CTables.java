import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a source in C: initialisers of arrays and structures, read as text. */
final class CTables {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern MACRO =
      Pattern.compile("^#define (\\w+)((?:.*\\\\\\n)*.*)$", Pattern.MULTILINE);
  private static final Pattern TOKEN =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'(.)'|([A-Za-z_0-9-]+)|([{},])");

  private final String text;
  private final Map<String, String> macros = new HashMap<>();

  private CTables(String text) {
    this.text = text;
    Matcher macro = MACRO.matcher(text);
    while (macro.find()) {
      if (macro.group(2).strip().startsWith("{")) {
        macros.put(macro.group(1), macro.group(2).replace("\\\n", "\n"));
      }
    }
  }

  static CTables of(Path file) throws IOException {
    return new CTables(COMMENT.matcher(Files.readString(file)).replaceAll(" "));
  }

  /**
   * The rows of a table up to the one that begins with NULL, each as its values from left to right.
   * A structure that is no array is one row; a value that is no structure is a row of its own.
   */
  List<List<String>> rows(String name) {
    Matcher start = Pattern.compile("\\b" + name + "(?:\\[\\])? = ").matcher(text);
    if (!start.find()) {
      throw new IllegalArgumentException("there is no table " + name);
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int depth = 0;
    boolean joined = false;
    Matcher token = TOKEN.matcher(expanded(text.substring(start.end())));
    while (token.find()) {
      String sign = token.group(4);
      if ("{".equals(sign)) {
        depth++;
      } else if (sign != null) {
        joined = false;
        boolean closes = sign.equals("}");
        depth -= closes ? 1 : 0;
        if (depth <= 1 && !row.isEmpty()) {
          rows.add(row);
          row = new ArrayList<>();
        }
        if (closes && depth == 0) {
          break;
        }
      } else {
        add(row, token, joined);
        joined = token.group(1) != null;
      }
    }
    boolean isArray = start.group().contains("[]");
    return isArray ? upToNull(rows) : List.of(rows.stream().flatMap(List::stream).toList());
  }

  /** Texts that follow each other without a comma are one text. */
  private static void add(List<String> row, Matcher token, boolean joined) {
    if (token.group(1) == null) {
      row.add(token.group(2) == null ? token.group(3) : token.group(2));
    } else if (joined) {
      row.set(row.size() - 1, row.getLast() + plain(token.group(1)));
    } else {
      row.add(plain(token.group(1)));
    }
  }

  private String expanded(String part) {
    String end = part.substring(0, part.indexOf("};") + 2);
    for (Map.Entry<String, String> macro : macros.entrySet()) {
      end =
          end.replaceAll(
              "\\b" + macro.getKey() + "\\b", Matcher.quoteReplacement(macro.getValue()));
    }
    return end;
  }

  private static List<List<String>> upToNull(List<List<String>> rows) {
    int end = 0;
    while (end < rows.size() && !rows.get(end).getFirst().equals("NULL")) {
      end++;
    }
    return rows.subList(0, end);
  }

  private static String plain(String literal) {
    return literal
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
  }
}
