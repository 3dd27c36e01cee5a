package cloister.cli;

import cloister.asm.Assembly;
import cloister.bits.Hex;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A source with the address and the bytes of each line, eight bytes a row. Rows that say the same
 * as the one before are a star, so that padding stays short.
 */
final class Listing {
  private static final int BYTES_A_ROW = 8;
  private static final String SAME = "*";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String fileName;
  private final String source;
  private final Assembly assembly;

  Listing(String fileName, String source, Assembly assembly) {
    this.fileName = fileName;
    this.source = source;
    this.assembly = assembly;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (String line : source.lines().toList()) {
      number++;
      List<String> rows = rows(number);
      String first = rows.isEmpty() ? "" : rows.getFirst();
      text.append("%6d %-26s %s".formatted(number, first, line).stripTrailing()).append('\n');
      rows.stream().skip(1).forEach(row -> text.append("       ").append(row).append('\n'));
    }
    return text.toString();
  }

  private List<String> rows(int number) {
    List<String> rows = new ArrayList<>();
    for (Assembly.Line line : assembly.lines()) {
      if (line.line() == number && line.file().equals(fileName)) {
        rows(line, rows);
      }
    }
    return rows;
  }

  private void rows(Assembly.Line line, List<String> rows) {
    String before = "";
    for (int at = 0; at < line.length(); at += BYTES_A_ROW) {
      int end = Math.min(line.length(), at + BYTES_A_ROW);
      String bytes = HEX.formatHex(assembly.image(), line.offset() + at, line.offset() + end);
      boolean again = bytes.equals(before) && end < line.length();
      if (!again) {
        rows.add(Hex.hex32(line.address() + at) + " " + bytes);
      } else if (!rows.getLast().equals(SAME)) {
        rows.add(SAME);
      }
      before = bytes;
    }
  }
}
