package cloister.cc.link;

import java.util.Map;

/** The map of a link: every section with what went into it, then the global symbols. */
final class LinkMap {
  private final StringBuilder text = new StringBuilder();

  private LinkMap() {}

  static String of(Image image) {
    LinkMap map = new LinkMap();
    map.text.append("Memory map\n");
    for (OutputSection output : image.outputs()) {
      map.section(output);
    }
    map.text.append("\nSymbols\n");
    for (Map.Entry<String, Integer> symbol : image.symbols().entrySet()) {
      map.text.append("0x").append(hex(symbol.getValue())).append(' ');
      map.text.append(symbol.getKey()).append('\n');
    }
    return map.text.toString();
  }

  private void section(OutputSection output) {
    text.append('\n');
    row(output.name, output.address, output.sizeBytes);
    if (output.loadAddress != output.address) {
      text.append(" load address 0x").append(hex(output.loadAddress));
    }
    text.append('\n');
    for (InputSection input : output.inputs()) {
      row(" " + input.section.name(), input.address(), input.section.sizeBytes());
      text.append(' ').append(input.object.name()).append('\n');
    }
  }

  private void row(String name, int address, int size) {
    text.append(name);
    for (int i = name.length(); i < 24; i++) {
      text.append(' ');
    }
    text.append(" 0x").append(hex(address));
    text.append(" 0x").append(Integer.toHexString(size));
  }

  private static String hex(int value) {
    String digits = Integer.toHexString(value);
    return "0".repeat(8 - digits.length()) + digits;
  }
}
