package cloister.cc.dump;

import java.util.List;
import java.util.function.Function;

/** Lists in brackets, as Lisp has them. */
final class Lists {
  private Lists() {}

  /** The parts that are not empty. */
  static String list(String... parts) {
    StringBuilder text = new StringBuilder("(");
    for (String part : parts) {
      if (!part.isEmpty()) {
        text.append(text.length() == 1 ? "" : " ").append(part);
      }
    }
    return text.append(')').toString();
  }

  static <T> String each(List<T> items, Function<T, String> writer) {
    return each(items, writer, " ");
  }

  static <T> String each(List<T> items, Function<T, String> writer, String between) {
    StringBuilder text = new StringBuilder();
    for (T item : items) {
      text.append(text.isEmpty() ? "" : between).append(writer.apply(item));
    }
    return text.toString();
  }

  static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }
}
