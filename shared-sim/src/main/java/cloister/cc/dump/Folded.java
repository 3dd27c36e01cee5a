package cloister.cc.dump;

import java.util.ArrayList;
import java.util.List;

/** Lays nested lists out in lines: what does not fit into one is indented below its first words. */
final class Folded {
  private static final int WIDTH = 96;
  private static final int STEP = 2;

  private final StringBuilder out = new StringBuilder();

  private Folded() {}

  /** A text in which brackets of all kinds nest, outside of quotation marks. */
  static String of(String text) {
    Folded folded = new Folded();
    for (String part : parts(text)) {
      folded.add(part, 0);
    }
    return folded.out.toString();
  }

  private void add(String text, int indent) {
    boolean list = text.length() > 1 && "([{".indexOf(text.charAt(0)) >= 0;
    boolean whole = list && end(text, 0) == text.length() - 1;
    if (indent + text.length() <= WIDTH || !whole) {
      line(text, indent);
      return;
    }
    List<String> parts = parts(text.substring(1, text.length() - 1));
    StringBuilder first = new StringBuilder(text.substring(0, 1));
    int at = 0;
    // A block has no first words.
    boolean headed = text.charAt(0) != '{';
    while (headed && at < parts.size() && (at == 0 || isWord(parts.get(at)))) {
      first.append(at == 0 ? "" : " ").append(parts.get(at++));
    }
    line(first.toString(), indent);
    for (String part : parts.subList(at, parts.size())) {
      add(part, indent + STEP);
    }
    out.insert(out.length() - 1, text.charAt(text.length() - 1));
  }

  private void line(String text, int indent) {
    out.append(" ".repeat(indent)).append(text).append('\n');
  }

  private static boolean isWord(String part) {
    return "([{".indexOf(part.charAt(0)) < 0;
  }

  /** What spaces outside of brackets and quotation marks separate. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      char c = at < text.length() ? text.charAt(at) : ' ';
      if (c == ' ' || c == '\n') {
        if (at > start) {
          parts.add(text.substring(start, at));
        }
        start = at + 1;
      } else if ("([{\"'`".indexOf(c) >= 0) {
        at = end(text, at);
      }
    }
    return parts;
  }

  /** Where the bracket or quotation mark at a place is closed, or the text's end. */
  private static int end(String text, int from) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if ("\"'`".indexOf(c) >= 0) {
        at = quoteEnd(text, at);
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      }
      if (depth <= 0) {
        return at;
      }
    }
    return text.length() - 1;
  }

  private static int quoteEnd(String text, int from) {
    int at = from + 1;
    while (at < text.length() - 1 && text.charAt(at) != text.charAt(from)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length() - 1);
  }
}
