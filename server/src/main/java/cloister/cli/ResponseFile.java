package cloister.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * {@code @FILE} in a command stands for the words in the file, as GCC reads them (GCC manual, 3.2):
 * whitespace separates them, quotes keep them together, a backslash takes the next character as it
 * is.
 */
final class ResponseFile {
  /** Files may name one another, and themselves. */
  private static final int MOST_FILES = 2_000;

  private static final int MOST_WORDS = 1_000_000;

  private final String text;
  private int at;

  private ResponseFile(String text) {
    this.text = text;
  }

  /** The words, with those of files in the places of their names. */
  static List<String> expand(List<String> words) throws CommandFailure {
    ReadFiles files = new ReadFiles(Path.of(""));
    Deque<String> left = new ArrayDeque<>(words);
    List<String> expanded = new ArrayList<>();
    int read = 0;
    while (!left.isEmpty()) {
      String word = left.pop();
      if (!word.startsWith("@") || word.length() == 1) {
        expanded.add(word);
        continue;
      }
      List<String> inside = new ResponseFile(text(word.substring(1), files)).words();
      if (++read > MOST_FILES || inside.size() + left.size() > MOST_WORDS) {
        throw CommandFailure.ofInput(word + ": that is too much for one command");
      }
      inside.reversed().forEach(left::push);
    }
    return expanded;
  }

  private static String text(String name, ReadFiles files) throws CommandFailure {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(files.load(name))).toString();
      if (text.indexOf('\0') >= 0) {
        throw new CharacterCodingException();
      }
      return text;
    } catch (IOException e) {
      throw CommandFailure.ofInput(TextFile.reason("read", Path.of(name), e));
    } catch (InvalidPathException e) {
      throw CommandFailure.ofInput("there is no file " + VisibleText.of(name));
    }
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    skipSpace();
    while (at < text.length()) {
      words.add(word());
      skipSpace();
    }
    return words;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        word.append(text.charAt(++at));
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        return word.toString();
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }
}
