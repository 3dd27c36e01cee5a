package cloister.cc.check;

import cloister.cc.type.IntegerType;
import cloister.cc.type.IntegerType.Kind;
import cloister.cc.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keywords of an arithmetic type, which stand in any order (C11 6.7.2, paragraph 2). */
final class ArithmeticWords {
  private final List<String> words = new ArrayList<>();

  /** What {@code char} alone means. */
  private final IntegerType character;

  ArithmeticWords(IntegerType character) {
    this.character = character;
  }

  static boolean isOne(String word) {
    return switch (word) {
      case "void", "char", "short", "int", "long", "float", "double" -> true;
      case "signed", "unsigned", "_Bool", "_Complex", "__int128", "__auto_type" -> true;
      default -> false;
    };
  }

  void add(String word) {
    words.add(word);
  }

  String text() {
    return String.join(" ", words);
  }

  boolean isUnsupported() {
    return words.contains("_Complex") || words.contains("__int128");
  }

  private int count(String word) {
    int count = 0;
    for (String one : words) {
      count += one.equals(word) ? 1 : 0;
    }
    return count;
  }

  /** The type, if the words make one. */
  Optional<Type> type() {
    boolean isSigned = count("signed") == 1;
    boolean isUnsigned = count("unsigned") == 1;
    int longs = count("long");
    boolean isShort = count("short") == 1;
    int signs = count("signed") + count("unsigned");
    int others = words.size() - signs - longs - count("short") - count("int");
    if (signs > 1 || count("short") + (longs > 0 ? 1 : 0) > 1 || longs > 2 || count("int") > 1) {
      return Optional.empty();
    }
    if (others > 1) {
      return Optional.empty();
    }
    if (others == 1) {
      return other(isSigned, isUnsigned, longs, isShort || count("int") > 0);
    }
    if (words.isEmpty()) {
      return Optional.of(IntegerType.INT);
    }
    Kind kind =
        isShort ? Kind.SHORT : longs == 2 ? Kind.LONG_LONG : longs == 1 ? Kind.LONG : Kind.INT;
    return Optional.of(IntegerType.of(kind).withSign(!isUnsigned));
  }

  private Optional<Type> other(boolean isSigned, boolean isUnsigned, int longs, boolean more) {
    boolean signs = isSigned || isUnsigned;
    if (count("char") == 1 && longs == 0 && !more) {
      IntegerType signed = isSigned ? IntegerType.of(Kind.SIGNED_CHAR) : character;
      return Optional.of(isUnsigned ? IntegerType.UNSIGNED_CHAR : signed);
    }
    if (count("double") == 1 && longs <= 1 && !signs && !more) {
      return Optional.of(longs == 1 ? Type.Floating.LONG_DOUBLE : Type.Floating.DOUBLE);
    }
    if (signs || longs > 0 || more) {
      return Optional.empty();
    }
    return switch (text()) {
      case "void" -> Optional.of(new Type.Void());
      case "float" -> Optional.of(Type.Floating.FLOAT);
      case "_Bool" -> Optional.of(IntegerType.BOOL);
      default -> Optional.empty();
    };
  }
}
