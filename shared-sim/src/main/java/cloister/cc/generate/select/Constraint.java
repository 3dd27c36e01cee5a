package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.Registers;

/** An operand constraint of inline assembly, of which the first alternative counts. */
record Constraint(String letters, boolean readsToo, boolean early, boolean output) {
  static Constraint parse(String text) {
    StringBuilder letters = new StringBuilder();
    boolean readsToo = false;
    boolean early = false;
    boolean output = false;
    for (int i = 0; i < text.length() && text.charAt(i) != ','; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '=' -> output = true;
        case '+' -> readsToo = true;
        case '&' -> early = true;
        case '%', '*', '!', '?', '#', ' ' -> {}
        default -> letters.append(c);
      }
    }
    return new Constraint(letters.toString(), readsToo, early, output || readsToo);
  }

  private boolean has(char letter) {
    return letters.indexOf(letter) >= 0;
  }

  /** The number of the output that an input shares its place with, or -1. */
  int tied() {
    int value = -1;
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      if (c >= '0' && c <= '9') {
        value = Math.max(value, 0) * 10 + c - '0';
      }
    }
    return value;
  }

  /** The condition after {@code @cc}, or empty. */
  String condition() {
    String suffix = letters.startsWith("@cc") ? letters.substring(3) : "";
    return switch (suffix) {
      case "c", "nae" -> "b";
      case "nc", "nb" -> "ae";
      case "z" -> "e";
      case "nz" -> "ne";
      case "na" -> "be";
      case "nbe" -> "a";
      case "nge" -> "l";
      case "nl" -> "ge";
      case "ng" -> "le";
      case "nle" -> "g";
      default -> suffix;
    };
  }

  boolean isGeneral() {
    return has('r') || has('q') || has('Q') || has('R') || has('l') || has('g') || has('X');
  }

  boolean needsByte() {
    return !has('r') && !has('g') && (has('q') || has('Q'));
  }

  boolean isTop() {
    return has('t') || has('f');
  }

  boolean isSecond() {
    return has('u') && !has('t');
  }

  /** True for an operand that can be in memory alone; its value is its address. */
  boolean isMemory() {
    return (has('m') || has('o') || has('V')) && !isGeneral() && !takesConstant() && tied() < 0;
  }

  boolean takesConstant() {
    for (char letter : "inseIJKLMNOgX".toCharArray()) {
      if (has(letter)) {
        return true;
      }
    }
    return false;
  }

  /** The one register that it asks for, or none. */
  int register() {
    if (isGeneral()) {
      return MachineOperand.NO_REGISTER;
    }
    for (int i = 0; i < letters.length(); i++) {
      switch (letters.charAt(i)) {
        case 'a', 'A' -> {
          return Registers.EAX;
        }
        case 'b' -> {
          return Registers.EBX;
        }
        case 'c' -> {
          return Registers.ECX;
        }
        case 'd' -> {
          return Registers.EDX;
        }
        case 'S' -> {
          return Registers.ESI;
        }
        case 'D' -> {
          return Registers.EDI;
        }
        default -> {}
      }
    }
    return MachineOperand.NO_REGISTER;
  }
}
