package cloister.cc.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Objects with constant expressions of all arithmetic types. */
final class RandomConstants {
  private static final List<String> TYPES =
      List.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned",
          "long",
          "unsigned long",
          "long long",
          "unsigned long long",
          "_Bool");

  private static final List<String> REALS = List.of("float", "double", "long double");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "7",
          "-1",
          "'a'",
          "'\\377'",
          "255",
          "256",
          "32767",
          "65535",
          "2147483647",
          "0x80000000",
          "0xFFFFFFFF",
          "4294967296",
          "1ULL << 63",
          "0x7FFFFFFFFFFFFFFF",
          "5u",
          "3L",
          "9ull",
          "077",
          "sizeof(int)",
          "(char) -3",
          "(short) 40000",
          "(unsigned char) 300");

  private static final List<String> FLOATS =
      List.of(
          "0.0",
          "1.5",
          "-2.25",
          "1e10",
          "3.14159265358979",
          "0.1f",
          "1e-3f",
          "7.0L",
          "0.1L",
          "123456789.0",
          "1e300",
          "5e-324",
          "16777217.0");

  private final Random random;
  private final StringBuilder source = new StringBuilder();
  private final List<String> names = new ArrayList<>();

  RandomConstants(long seed, int count) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      boolean real = random.nextInt(3) == 0;
      String type = real ? any(REALS) : any(TYPES);
      String name = "v" + i;
      source.append(type).append(' ').append(name).append(" = ");
      source.append(real ? real(3) : whole(4)).append(";\n");
      if (!type.equals("long double")) {
        names.add(name);
      }
    }
  }

  String source() {
    return source.toString();
  }

  List<String> names() {
    return names;
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private String whole(int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return "(" + any(NUMBERS) + ")";
    }
    String left = whole(depth - 1);
    String right = whole(depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + any(TYPES) + ") " + left;
      case 1 -> "(" + left + any(List.of(" + ", " - ", " * ")) + right + ")";
      case 2 -> "(" + left + any(List.of(" & ", " | ", " ^ ")) + right + ")";
      case 3 -> "(" + left + any(List.of(" < ", " <= ", " == ", " != ", " > ")) + right + ")";
      case 4 -> "(" + left + any(List.of(" << ", " >> ")) + random.nextInt(31) + ")";
      case 5 -> "(" + left + any(List.of(" / ", " % ")) + (3 + random.nextInt(50)) + ")";
      case 6 -> "(" + left + " ? " + right + " : " + whole(depth - 1) + ")";
      case 7 -> any(List.of("~", "- ", "+ ", "!")) + left;
      default -> "(" + left + any(List.of(" && ", " || ")) + right + ")";
    };
  }

  private String real(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0 ? whole(1) : "(" + any(FLOATS) + ")";
    }
    String left = "(double) " + real(depth - 1);
    String right = "(double) " + real(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "(" + any(REALS) + ") " + left;
      case 1 -> "(" + left + " < " + right + " ? " + left + " : " + right + ")";
      case 2 -> "- " + left;
      default -> "(" + left + any(List.of(" + ", " - ", " * ")) + right + ")";
    };
  }
}
