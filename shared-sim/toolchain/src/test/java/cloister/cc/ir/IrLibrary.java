package cloister.cc.ir;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** The functions of the C library that test programs call. */
final class IrLibrary {
  private final IrMemory memory;
  private final StringBuilder out;
  private int free = IrMemory.SIZE / 2;

  IrLibrary(IrMemory memory, StringBuilder out) {
    this.memory = memory;
    this.out = out;
  }

  /** The program called {@code exit} or {@code abort}. */
  static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;

    Exit(int status) {
      super("exit " + status, null, false, false);
      this.status = status;
    }
  }

  /**
   * Calls a function.
   *
   * @param arguments where they are
   * @return EDX:EAX
   */
  long call(String name, int arguments) {
    IntUnaryOperator word = i -> memory.word(arguments + 4 * i);
    int first = arguments < IrMemory.SIZE - 4 ? word.applyAsInt(0) : 0;
    return switch (name) {
      case "putchar" -> put(first);
      case "puts" -> {
        out.append(memory.text(first)).append('\n');
        yield 1;
      }
      case "printf" -> {
        String text = format(memory.text(first), arguments + 4);
        out.append(text);
        yield text.length();
      }
      case "sprintf" -> {
        String text = format(memory.text(word.applyAsInt(1)), arguments + 8);
        text(first, text);
        yield text.length();
      }
      case "exit" -> throw new Exit(first & 0xFF);
      case "abort" -> throw new Exit(134);
      case "malloc" -> allocate(first);
      case "calloc" -> allocate(first * word.applyAsInt(1));
      case "free" -> 0;
      case "isdigit" -> first >= '0' && first <= '9' ? 1 : 0;
      case "abs" -> Math.abs(first);
      case "__divdi3" -> memory.wide(arguments) / memory.wide(arguments + 8);
      case "__moddi3" -> memory.wide(arguments) % memory.wide(arguments + 8);
      case "__udivdi3" -> Long.divideUnsigned(memory.wide(arguments), memory.wide(arguments + 8));
      case "__umoddi3" ->
          Long.remainderUnsigned(memory.wide(arguments), memory.wide(arguments + 8));
      default -> strings(name, first, word);
    };
  }

  private long strings(String name, int first, IntUnaryOperator word) {
    int second = word.applyAsInt(1);
    int third = word.applyAsInt(2);
    return switch (name) {
      case "strlen" -> memory.text(first).length();
      case "strcmp" -> memory.text(first).compareTo(memory.text(second));
      case "strncmp" -> cut(memory.text(first), third).compareTo(cut(memory.text(second), third));
      case "strcpy" -> text(first, memory.text(second));
      case "strcat" -> {
        text(first + memory.text(first).length(), memory.text(second));
        yield first;
      }
      case "strchr" -> {
        int at = memory.text(first).indexOf(second & 0xFF);
        yield at < 0 ? 0 : first + at;
      }
      case "memcpy", "memmove" -> {
        memory.copy(first, second, third);
        yield first;
      }
      case "memset" -> {
        memory.fill(first, second, third);
        yield first;
      }
      case "memcmp" -> {
        int i = 0;
        while (i < third - 1
            && memory.load(first + i, 8, false) == memory.load(second + i, 8, false)) {
          i++;
        }
        yield memory.load(first + i, 8, false) - memory.load(second + i, 8, false);
      }
      default -> throw new UnsupportedOperationException("no function " + name);
    };
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  private int put(int character) {
    out.append((char) (character & 0xFF));
    return character;
  }

  private int text(int to, String text) {
    for (int i = 0; i < text.length(); i++) {
      memory.store(to + i, text.charAt(i), 8);
    }
    memory.store(to + text.length(), 0, 8);
    return to;
  }

  private int allocate(int bytes) {
    int at = free;
    free += bytes + 15 & -16;
    memory.fill(at, 0, bytes);
    return at;
  }

  private String format(String format, int arguments) {
    StringBuilder text = new StringBuilder();
    int next = arguments;
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) != '%') {
        text.append(format.charAt(i));
        continue;
      }
      i++;
      StringBuilder flags = new StringBuilder();
      int longs = 0;
      while ("-+ #0123456789.lhzjtL*".indexOf(format.charAt(i)) >= 0) {
        char c = format.charAt(i++);
        if (c == '*') {
          flags.append(memory.word(next));
          next += 4;
        } else if ("lhzjtL".indexOf(c) < 0) {
          flags.append(c);
        } else {
          longs += c == 'l' ? 1 : c == 'L' ? 8 : c == 'h' ? 16 : 0;
        }
      }
      char kind = format.charAt(i);
      if (kind == '%') {
        text.append('%');
        continue;
      }
      boolean wide = (longs == 2) && "diuxXo".indexOf(kind) >= 0;
      text.append(one(flags.toString(), kind, wide, longs, next));
      next += "feEgGa".indexOf(kind) >= 0 ? longs >= 8 && longs < 16 ? 12 : 8 : wide ? 8 : 4;
    }
    return text.toString();
  }

  private String one(String flags, char kind, boolean wide, int longs, int at) {
    return switch (kind) {
      case 'd', 'i' -> {
        long value = wide ? memory.wide(at) : memory.word(at);
        value = longs == 16 ? (short) value : longs == 32 ? (byte) value : value;
        yield integer(flags, Long.toString(value));
      }
      case 'u' -> integer(flags, Long.toUnsignedString(unsigned(wide, longs, at)));
      case 'x' -> hex(flags, Long.toHexString(unsigned(wide, longs, at)));
      case 'X' -> hex(flags, Long.toHexString(unsigned(wide, longs, at)).toUpperCase(Locale.ROOT));
      case 'o' -> integer(flags, Long.toOctalString(unsigned(wide, longs, at)));
      case 'c' -> String.format("%" + flags + "c", (char) (memory.word(at) & 0xFF));
      case 's' -> String.format("%" + flags + "s", memory.text(memory.word(at)));
      case 'p' -> "0x" + Integer.toHexString(memory.word(at));
      default -> real(flags, kind, longs, at);
    };
  }

  private long unsigned(boolean wide, int longs, int at) {
    long value = wide ? memory.wide(at) : memory.word(at) & 0xFFFF_FFFFL;
    return longs == 16 ? value & 0xFFFF : longs == 32 ? value & 0xFF : value;
  }

  private static String hex(String flags, String digits) {
    return flags.startsWith("#") && !digits.equals("0")
        ? integer(flags.substring(1), "0x" + digits)
        : integer(flags.replace("#", ""), digits);
  }

  private static String integer(String flags, String digits) {
    int point = flags.indexOf('.');
    String left = point < 0 ? flags : flags.substring(0, point);
    String number = digits;
    if (point >= 0) {
      int precision = point + 1 < flags.length() ? Integer.parseInt(flags.substring(point + 1)) : 0;
      number = pad(number, precision, false, true);
      left = left.replaceFirst("^([-+ ]*)0", "$1");
    }
    if (left.contains("+") && !number.startsWith("-")) {
      number = "+" + number;
    } else if (left.contains(" ") && !number.startsWith("-")) {
      number = " " + number;
    }
    boolean leftmost = left.contains("-");
    String width = left.replaceAll("[-+ #]", "");
    boolean zeros = width.startsWith("0") && !leftmost;
    return width.isEmpty() ? number : pad(number, Integer.parseInt(width), leftmost, zeros);
  }

  private static String pad(String text, int width, boolean left, boolean zeros) {
    int missing = Math.max(0, width - text.length());
    if (left) {
      return text + " ".repeat(missing);
    }
    boolean signed = zeros && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0;
    return signed
        ? text.charAt(0) + "0".repeat(Math.max(0, width - text.length())) + text.substring(1)
        : (zeros ? "0" : " ").repeat(missing) + text;
  }

  private String real(String flags, char kind, int longs, int at) {
    boolean extended = longs >= 8 && longs < 16;
    double value =
        memory.real(at, extended ? Operation.RealFormat.EXTENDED : Operation.RealFormat.DOUBLE);
    if (kind == 'g') {
      int point = flags.indexOf('.');
      int precision = point < 0 ? 6 : Integer.parseInt(flags.substring(point + 1));
      return general(value, precision);
    }
    if (kind == 'f' && !Double.isNaN(value) && !Double.isInfinite(value)) {
      int point = flags.indexOf('.');
      int precision =
          point < 0
              ? 6
              : point + 1 < flags.length() ? Integer.parseInt(flags.substring(point + 1)) : 0;
      String digits =
          new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
      boolean minus = Double.doubleToRawLongBits(value) < 0 && !digits.startsWith("-");
      return integer(point < 0 ? flags : flags.substring(0, point), minus ? "-" + digits : digits);
    }
    return String.format(Locale.ROOT, "%" + flags + kind, value);
  }

  /** {@code %g}: without trailing zeros. */
  private static String general(double value, int precision) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0
          ? (1 / value < 0 ? "-0" : "0")
          : Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.max(precision, 1)));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= precision) {
      String digits = rounded.unscaledValue().abs().toString().replaceFirst("0+$", "");
      String mantissa = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
      String sign = value < 0 ? "-" : "";
      return sign
          + mantissa
          + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    String plain = rounded.toPlainString();
    return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
  }
}
