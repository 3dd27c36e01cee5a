package cloister.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with placeholders. {@code {argument}} stands for an argument; fixed words can be given
 * a look: {@code {=CPL}} a name, {@code {!refused}} a fault, {@code {+open}} something allowed,
 * {@code `iret`} code. <code>{{</code> is a brace.
 */
record Template(List<Piece> pieces) {

  /** A fixed part, or the place of an argument. */
  sealed interface Piece {
    record Fixed(Part part) implements Piece {}

    record Place(String argument) implements Piece {}
  }

  static Template parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean doubled = c == '{' && at + 1 < text.length() && text.charAt(at + 1) == '{';
      if (doubled || c != '{' && c != '`') {
        plain.append(c);
        at += doubled ? 2 : 1;
        continue;
      }
      int end = text.indexOf(c == '{' ? '}' : '`', at + 1);
      if (end <= at + 1) {
        throw new IllegalArgumentException("unfinished placeholder in \"" + text + "\"");
      }
      flush(plain, pieces);
      String inner = text.substring(at + 1, end);
      pieces.add(c == '`' ? new Piece.Fixed(new Part(inner, Part.Kind.CODE)) : braced(inner));
      at = end + 1;
    }
    flush(plain, pieces);
    return new Template(List.copyOf(pieces));
  }

  /** Names of the arguments that the sentence needs, each once. */
  List<String> arguments() {
    List<String> names = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Place place && !names.contains(place.argument())) {
        names.add(place.argument());
      }
    }
    return names;
  }

  private static Piece braced(String inner) {
    return switch (inner.charAt(0)) {
      case '=' -> new Piece.Fixed(new Part(inner.substring(1), Part.Kind.NAME));
      case '!' -> new Piece.Fixed(new Part(inner.substring(1), Part.Kind.FAULT));
      case '+' -> new Piece.Fixed(new Part(inner.substring(1), Part.Kind.ALLOW));
      default -> new Piece.Place(inner);
    };
  }

  private static void flush(StringBuilder plain, List<Piece> pieces) {
    if (plain.length() > 0) {
      pieces.add(new Piece.Fixed(new Part(plain.toString(), Part.Kind.PLAIN)));
      plain.setLength(0);
    }
  }
}
