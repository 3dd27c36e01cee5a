package cloister.asm.parse;

/** The words that name sizes (NASM manual, 3.3). */
final class Sizes {
  private Sizes() {}

  /** Bytes of what a word in lower case names, or 0. */
  static int bytes(String word) {
    return switch (word) {
      case "byte" -> 1;
      case "word" -> 2;
      case "dword" -> 4;
      case "qword" -> 8;
      case "tword" -> 10;
      case "oword" -> 16;
      case "yword" -> 32;
      case "zword" -> 64;
      default -> 0;
    };
  }
}
