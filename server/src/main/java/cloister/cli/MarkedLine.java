package cloister.cli;

/** A line with a mark below one of its parts; of a long line, what is around the mark. */
final class MarkedLine {
  private static final int COLUMNS = 160;
  private static final int TAB = 8;
  private static final String MORE = "...";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder mark = new StringBuilder();

  /**
   * @param at the index where the marked part begins
   */
  MarkedLine(String line, int at, int length) {
    int from = start(line, at);
    if (from > 0) {
      text.append(MORE);
      mark.append(" ".repeat(MORE.length()));
    }
    int i = from;
    while (i < line.length() && text.length() < COLUMNS) {
      add(cell(line, i), i == at ? '^' : i > at && i < at + length ? '~' : ' ', i == at);
      i++;
    }
    if (i < line.length()) {
      text.append(MORE);
    }
    if (at >= line.length()) {
      mark.append(" ".repeat(Math.max(0, Math.min(at, COLUMNS) - line.length()))).append('^');
    }
  }

  /** The whole line where it fits, else half of the columns before the mark. */
  private static int start(String line, int at) {
    int width = 0;
    for (int i = 0; i < line.length() && width <= COLUMNS; i++) {
      width += line.charAt(i) == '\t' ? TAB : VisibleText.of(line, i).length();
    }
    if (width <= COLUMNS) {
      return 0;
    }
    int from = Math.min(at, line.length());
    int before = 0;
    while (from > 0 && before < COLUMNS / 2) {
      from--;
      before += line.charAt(from) == '\t' ? TAB : VisibleText.of(line, from).length();
    }
    boolean inPair = from > 0 && Character.isLowSurrogate(line.charAt(from));
    return inPair ? from - 1 : from;
  }

  private String cell(String line, int index) {
    return line.charAt(index) == '\t'
        ? " ".repeat(TAB - text.length() % TAB)
        : VisibleText.of(line, index);
  }

  private void add(String cell, char sign, boolean first) {
    text.append(cell);
    mark.append(
        first
            ? "^" + "~".repeat(cell.length() - 1)
            : Character.toString(sign).repeat(cell.length()));
  }

  String text() {
    return text.toString();
  }

  String mark() {
    return mark.toString().stripTrailing();
  }
}
