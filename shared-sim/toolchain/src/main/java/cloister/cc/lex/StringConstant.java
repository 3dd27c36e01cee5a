package cloister.cc.lex;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import java.util.List;

/**
 * What adjacent string literals stand for together (C11 6.4.5).
 *
 * @param units the code units, without the null character that the compiler appends
 */
public record StringConstant(int[] units, Encoding encoding) {

  /**
   * @param parts string literals with prefix and quotes, at least one
   */
  public static StringConstant read(List<Token> parts, Diagnostics diagnostics) {
    Encoding encoding = encoding(parts, diagnostics);
    CodeUnits units = new CodeUnits(encoding, diagnostics);
    for (Token part : parts) {
      units.append(part.text(), part.span());
    }
    return new StringConstant(units.units(), encoding);
  }

  /** A prefix counts for all parts; two different ones do not go together (6.4.5, 5). */
  private static Encoding encoding(List<Token> parts, Diagnostics diagnostics) {
    Encoding all = Encoding.PLAIN;
    for (Token part : parts) {
      Encoding own = Encoding.of(part.text());
      if (all == Encoding.PLAIN) {
        all = own;
      } else if (own != Encoding.PLAIN && own != all) {
        Span span = part.span();
        diagnostics.error(span, LexComplaint.mixedStrings(all.prefix(), own.prefix()));
      }
    }
    return all;
  }
}
