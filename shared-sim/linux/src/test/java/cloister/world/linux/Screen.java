package cloister.world.linux;

import java.util.ArrayList;
import java.util.List;

/** What a terminal of some width shows of text with the control functions of ECMA-48. */
final class Screen {
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private final int columns;
  private int row;
  private int column;

  Screen(int columns) {
    this.columns = columns;
  }

  /** The rows that are not empty, without spaces behind them. */
  static List<String> of(String text, int columns) {
    Screen screen = new Screen(columns);
    int at = 0;
    while (at < text.length()) {
      at = screen.take(text, at);
    }
    return screen.rows.stream().map(one -> one.toString().stripTrailing()).toList();
  }

  private int take(String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '\r' -> column = 0;
      case '\n' -> down(1);
      case '\b' -> column = Math.max(0, column - 1);
      case 7 -> {}
      case 27 -> {
        return sequence(text, at + 2);
      }
      default -> put(c);
    }
    return at + 1;
  }

  private void put(char c) {
    if (column == columns) {
      column = 0;
      down(1);
    }
    StringBuilder line = rows.get(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.setCharAt(column++, c);
  }

  private void down(int by) {
    row += by;
    while (rows.size() <= row) {
      rows.add(new StringBuilder());
    }
  }

  private int sequence(String text, int from) {
    int at = from;
    int number = 0;
    while (text.charAt(at) < '@') {
      number = 10 * number + text.charAt(at++) - '0';
    }
    switch (text.charAt(at)) {
      case 'A' -> row = Math.max(0, row - number);
      case 'B' -> down(number);
      case 'C' -> column = Math.min(columns - 1, column + number);
      case 'H' -> {
        row = 0;
        column = 0;
      }
      case 'J' -> clear(number);
      default -> throw new IllegalStateException("unknown function " + text.charAt(at));
    }
    return at + 1;
  }

  /** 0: behind the cursor; 2: all. */
  private void clear(int what) {
    if (what == 2) {
      rows.forEach(line -> line.setLength(0));
    } else if (what == 0) {
      StringBuilder line = rows.get(row);
      line.setLength(Math.min(line.length(), column));
      while (rows.size() > row + 1) {
        rows.removeLast();
      }
    }
  }
}
