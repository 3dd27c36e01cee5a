package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression.Constant;
import cloister.cc.link.script.Script.Region;
import cloister.cc.link.script.Script.Segment;
import java.util.List;
import java.util.Optional;

/** Reads {@code MEMORY} and {@code PHDRS} (ld manual, 3.7 and 3.8). */
final class MemoryParser {
  private final ScriptText in;
  private final ExpressionParser expressions;

  MemoryParser(ScriptText in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  void regions(List<Region> regions) throws ScriptError {
    in.pattern();
    in.expect("{");
    while (!in.take("}")) {
      Span span = in.here();
      String name = in.name();
      StringBuilder attributes = new StringBuilder();
      if (in.take("(")) {
        while (!in.take(")")) {
          attributes.append(in.pattern());
        }
      }
      in.expect(":");
      Expression origin = named("ORIGIN", "origin", "org", "o");
      in.take(",");
      Expression length = named("LENGTH", "length", "len", "l");
      regions.add(new Region(name, attributes.toString(), origin, length, span));
      in.take(";");
    }
  }

  private Expression named(String... names) throws ScriptError {
    for (String name : names) {
      if (in.takeWord(name)) {
        in.expect("=");
        return expressions.expression();
      }
    }
    throw in.expected(names[0]);
  }

  void segments(List<Segment> segments) throws ScriptError {
    in.pattern();
    in.expect("{");
    while (!in.take("}")) {
      segments.add(segment());
    }
  }

  private Segment segment() throws ScriptError {
    String name = in.name();
    Expression type = type();
    boolean fileHeader = false;
    boolean programHeaders = false;
    Optional<Expression> address = Optional.empty();
    Optional<Expression> flags = Optional.empty();
    while (!in.take(";")) {
      if (in.takeWord("FILEHDR")) {
        fileHeader = true;
      } else if (in.takeWord("PHDRS")) {
        programHeaders = true;
      } else if (in.takeWord("AT")) {
        address = Optional.of(inParentheses());
      } else if (in.takeWord("FLAGS")) {
        flags = Optional.of(inParentheses());
      } else {
        throw in.expected(";");
      }
    }
    return new Segment(name, type, fileHeader, programHeaders, address, flags);
  }

  private Expression inParentheses() throws ScriptError {
    in.expect("(");
    Expression value = expressions.expression();
    in.expect(")");
    return value;
  }

  private Expression type() throws ScriptError {
    long known =
        switch (in.ahead()) {
          case "PT_NULL" -> 0;
          case "PT_LOAD" -> 1;
          case "PT_DYNAMIC" -> 2;
          case "PT_INTERP" -> 3;
          case "PT_NOTE" -> 4;
          case "PT_SHLIB" -> 5;
          case "PT_PHDR" -> 6;
          case "PT_TLS" -> 7;
          case "PT_GNU_STACK" -> 0x6474E551L;
          default -> -1;
        };
    if (known < 0) {
      return expressions.expression();
    }
    in.name();
    return new Constant(known);
  }
}
