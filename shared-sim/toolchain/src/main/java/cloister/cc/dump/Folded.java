package cloister.cc.dump;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Lays nested lists out in lines: what does not fit into one is indented below its first words. */
final class Folded {
  private static final int WIDTH = 96;
  private static final int STEP = 2;

  /** Lists within each other may be thousands; only so far each stands further to the right. */
  private static final int MOST_INDENT = 80;

  private final String text;

  /** Where the bracket or quotation mark at a place is closed, or the text's end. */
  private final int[] ends;

  private final StringBuilder out = new StringBuilder();

  private Folded(String text) {
    this.text = text;
    ends = new int[text.length()];
    Arrays.fill(ends, text.length() - 1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ("\"'`".indexOf(c) >= 0) {
        ends[at] = quoteEnd(at);
        at = ends[at];
      } else if ("([{".indexOf(c) >= 0) {
        open.push(at);
      } else if (")]}".indexOf(c) >= 0 && !open.isEmpty()) {
        ends[open.pop()] = at;
      }
    }
  }

  /** A text in which brackets of all kinds nest, outside of quotation marks. */
  static String of(String text) {
    Folded folded = new Folded(text);
    for (Part part : folded.parts(0, text.length())) {
      folded.add(part, 0);
    }
    return folded.out.toString();
  }

  /** A piece of the text. */
  private record Part(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private void add(Part part, int indent) {
    boolean list = part.length() > 1 && !isWord(part);
    boolean whole = list && ends[part.from] == part.to - 1;
    if (indent + part.length() <= WIDTH || !whole) {
      line(text.substring(part.from, part.to), indent);
      return;
    }
    List<Part> parts = parts(part.from + 1, part.to - 1);
    char opening = text.charAt(part.from);
    StringBuilder first = new StringBuilder().append(opening);
    int at = 0;
    // A block has no first words.
    boolean headed = opening != '{';
    while (headed && at < parts.size() && (at == 0 || isWord(parts.get(at)))) {
      Part word = parts.get(at);
      first.append(at++ == 0 ? "" : " ").append(text, word.from, word.to);
    }
    line(first.toString(), indent);
    for (Part one : parts.subList(at, parts.size())) {
      add(one, Math.min(indent + STEP, MOST_INDENT));
    }
    out.insert(out.length() - 1, text.charAt(part.to - 1));
  }

  private void line(String words, int indent) {
    out.append(" ".repeat(indent)).append(words).append('\n');
  }

  private boolean isWord(Part part) {
    return "([{".indexOf(text.charAt(part.from)) < 0;
  }

  /** What spaces outside of brackets and quotation marks separate. */
  private List<Part> parts(int from, int to) {
    List<Part> parts = new ArrayList<>();
    int start = from;
    for (int at = from; at <= to; at++) {
      char c = at < to ? text.charAt(at) : ' ';
      if (c == ' ' || c == '\n') {
        if (at > start) {
          parts.add(new Part(start, at));
        }
        start = at + 1;
      } else if ("([{\"'`".indexOf(c) >= 0) {
        at = Math.min(ends[at], to - 1);
      }
    }
    return parts;
  }

  private int quoteEnd(int from) {
    int at = from + 1;
    while (at < text.length() - 1 && text.charAt(at) != text.charAt(from)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length() - 1);
  }
}
