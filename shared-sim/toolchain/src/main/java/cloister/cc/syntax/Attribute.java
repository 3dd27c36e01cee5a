package cloister.cc.syntax;

import cloister.asm.report.Span;
import java.util.List;

/**
 * One of GNU's {@code __attribute__}.
 *
 * @param name without the underscores around it
 * @param arguments as expressions; a word is an identifier
 */
public record Attribute(String name, List<Expression> arguments, Span span) {

  /** True for those that are part of a function's type: how it is called. */
  public boolean isConvention() {
    return switch (name) {
      case "cdecl", "stdcall", "fastcall", "regparm" -> true;
      default -> false;
    };
  }
}
