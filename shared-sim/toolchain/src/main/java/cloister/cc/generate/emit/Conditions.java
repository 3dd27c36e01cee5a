package cloister.cc.generate.emit;

/** Conditions as the mnemonics have them. */
final class Conditions {
  private Conditions() {}

  static String opposite(String suffix) {
    return switch (suffix) {
      case "e" -> "ne";
      case "ne" -> "e";
      case "l" -> "ge";
      case "ge" -> "l";
      case "le" -> "g";
      case "g" -> "le";
      case "b" -> "ae";
      case "ae" -> "b";
      case "be" -> "a";
      case "a" -> "be";
      case "s" -> "ns";
      case "ns" -> "s";
      case "p" -> "np";
      case "np" -> "p";
      case "o" -> "no";
      case "no" -> "o";
      default -> throw new IllegalStateException("no condition " + suffix);
    };
  }

  /** True for conditions of the zero and sign flags alone. */
  static boolean ofResult(String suffix) {
    return suffix.equals("e") || suffix.equals("ne") || suffix.equals("s") || suffix.equals("ns");
  }

  /** The condition that an instruction tests, or empty. */
  static String of(String mnemonic) {
    if (mnemonic.startsWith("set")) {
      return mnemonic.substring(3);
    }
    if (mnemonic.startsWith("cmov")) {
      return mnemonic.substring(4);
    }
    return mnemonic.charAt(0) == 'j' && !mnemonic.equals("jmp") ? mnemonic.substring(1) : "";
  }
}
