package cloister.cc.check.format;

import static cloister.message.Argument.code;
import static cloister.message.Argument.decimal;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Expression;
import cloister.cc.type.IntegerType;
import cloister.cc.type.Qualified;
import cloister.cc.type.Type;
import cloister.cc.type.Type.Floating;
import cloister.cc.type.TypeText;
import cloister.message.Message;
import java.util.List;
import java.util.Optional;

/** Compares a format with the arguments behind it. */
public final class FormatChecker {
  private final Diagnostics diagnostics;
  private final boolean scan;
  private final List<Expression> arguments;
  private final Span place;
  private int next;

  /**
   * @param scan true for scanf
   * @param arguments those that the format speaks of
   * @param place of the format
   */
  public FormatChecker(
      Diagnostics diagnostics, boolean scan, List<Expression> arguments, Span place) {
    this.diagnostics = diagnostics;
    this.scan = scan;
    this.arguments = arguments;
    this.place = place;
  }

  public void check(String format) {
    int at = format.indexOf('%');
    while (at >= 0) {
      if (at + 1 < format.length() && format.charAt(at + 1) == '%') {
        at = format.indexOf('%', at + 2);
        continue;
      }
      Directive directive = Directive.at(format, at, scan);
      if (directive.text().contains("$")) {
        return;
      }
      if (!one(directive)) {
        return;
      }
      at = format.indexOf('%', at + directive.text().length());
    }
    if (next < arguments.size()) {
      diagnostics.warn(
          arguments.get(next).span(), Message.of("cc.type.format.many", decimal("count", next)));
    }
  }

  private boolean one(Directive directive) {
    for (int i = 0; i < directive.stars(); i++) {
      if (!argument(directive, "int", Optional.of(IntegerType.INT))) {
        return false;
      }
    }
    if (directive.conversion() == '%' || directive.conversion() == 'm') {
      return true;
    }
    Optional<Expected> expected = Expected.of(directive, scan);
    if (expected.isEmpty()) {
      diagnostics.warn(
          place, Message.of("cc.type.format.unknown", code("directive", directive.text())));
      return false;
    }
    return directive.skips() || argument(directive, expected.get().text(), expected.get().type());
  }

  /** Takes an argument; false when there is none left. */
  private boolean argument(Directive directive, String wanted, Optional<Type> type) {
    if (next == arguments.size()) {
      diagnostics.warn(
          place, Message.of("cc.type.format.few", code("directive", directive.text())));
      return false;
    }
    Expression value = arguments.get(next++);
    if (type.isPresent() && !matches(type.get(), value.type())) {
      diagnostics.warn(
          value.span(),
          Message.of(
              "cc.type.format.type",
              code("directive", directive.text()),
              code("wanted", wanted),
              code("type", TypeText.of(value.type()))));
    }
    return true;
  }

  /** Signs do not matter, nor which pointer {@code %p} gets. */
  private static boolean matches(Type wanted, Type type) {
    if (wanted instanceof Floating || type instanceof Floating) {
      return wanted == type;
    }
    if (wanted instanceof IntegerType a) {
      return type instanceof IntegerType b && sameSize(a, b);
    }
    if (!(wanted instanceof Type.Pointer(Qualified a))
        || !(type instanceof Type.Pointer(Qualified b))) {
      return false;
    }
    return a.type().isVoid() || pointsTo(a.type(), b.type());
  }

  private static boolean sameSize(IntegerType a, IntegerType b) {
    boolean longs = a.withSign(true).kind() == IntegerType.Kind.LONG;
    boolean otherLongs = b.withSign(true).kind() == IntegerType.Kind.LONG;
    return a.size() == b.size() && (a.size() != 4 || longs == otherLongs);
  }

  private static boolean pointsTo(Type wanted, Type type) {
    if (wanted instanceof IntegerType a) {
      return type instanceof IntegerType b && sameSize(a, b) || a.size() == 1 && type.isVoid();
    }
    return wanted.equals(type) || wanted instanceof Type.Pointer && type instanceof Type.Pointer;
  }
}
