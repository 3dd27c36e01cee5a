package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.bits.Bytes;
import cloister.cc.link.script.Script.Constraint;
import cloister.cc.link.script.Script.Content;
import cloister.cc.link.script.Script.Output;
import cloister.cc.link.script.Script.Placement;
import cloister.codec.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the description of one output section (ld manual, 3.6). */
final class OutputParser {
  private final ScriptText in;
  private final ExpressionParser expressions;
  private final AssignmentParser assignments;
  private final InputParser inputs;
  private final List<Content> contents = new ArrayList<>();
  private Optional<Expression> address = Optional.empty();
  private Optional<Expression> load = Optional.empty();
  private Optional<Expression> align = Optional.empty();
  private Optional<Expression> inputAlign = Optional.empty();
  private Constraint constraint = Constraint.NONE;
  private boolean noLoad;
  private boolean unallocated;
  private String region = "";
  private String loadRegion = "";
  private final List<String> segments = new ArrayList<>();
  private byte[] fill = new byte[0];

  OutputParser(ScriptText in, ExpressionParser expressions, AssignmentParser assignments) {
    this.in = in;
    this.expressions = expressions;
    this.assignments = assignments;
    inputs = new InputParser(in);
  }

  Output output() throws ScriptError {
    Span span = in.here();
    String name = in.pattern();
    if (!type() && in.peek() != ':') {
      address = Optional.of(expressions.expression());
      type();
    }
    in.expect(":");
    attributes();
    in.expect("{");
    while (!in.take("}")) {
      if (in.atEnd()) {
        throw in.expected("}");
      }
      content();
    }
    behind();
    Placement placement =
        new Placement(
            address,
            load,
            align,
            inputAlign,
            noLoad,
            unallocated,
            region,
            loadRegion,
            segments,
            fill);
    return new Output(name, placement, constraint, contents, span);
  }

  /** A type in parentheses, which is no expression. */
  private boolean type() throws ScriptError {
    if (in.peek() != '(') {
      return false;
    }
    for (String word : new String[] {"NOLOAD", "COPY", "INFO", "DSECT", "OVERLAY", "READONLY"}) {
      if (in.take("(" + word)) {
        in.expect(")");
        noLoad = word.equals("NOLOAD");
        unallocated = !noLoad && !word.equals("READONLY");
        return true;
      }
    }
    return false;
  }

  private void attributes() throws ScriptError {
    while (in.peek() != '{') {
      if (in.takeWord("AT")) {
        load = Optional.of(inParentheses());
      } else if (in.takeWord("ALIGN")) {
        align = Optional.of(inParentheses());
      } else if (in.takeWord("SUBALIGN")) {
        inputAlign = Optional.of(inParentheses());
      } else if (in.takeWord("ONLY_IF_RO")) {
        constraint = Constraint.READ_ONLY;
      } else if (in.takeWord("ONLY_IF_RW")) {
        constraint = Constraint.WRITABLE;
      } else if (!in.takeWord("ALIGN_WITH_INPUT")) {
        throw in.expected("{");
      }
    }
  }

  private Expression inParentheses() throws ScriptError {
    in.expect("(");
    Expression value = expressions.expression();
    in.expect(")");
    return value;
  }

  private void behind() throws ScriptError {
    while (true) {
      if (in.take(">")) {
        region = in.name();
      } else if (in.isWord("AT")) {
        in.name();
        in.expect(">");
        loadRegion = in.name();
      } else if (in.take(":")) {
        segments.add(in.name());
      } else if (in.take("=")) {
        fill = pattern();
      } else if (!in.take(",")) {
        return;
      }
    }
  }

  /** A hexadecimal number is as many bytes as it has digits for; others are four (3.6.8.5). */
  private byte[] pattern() throws ScriptError {
    Span span = in.here();
    boolean digits = in.peek() == '0' && (in.peek(1) == 'x' || in.peek(1) == 'X');
    if (digits) {
      String text = in.numeral().substring(2);
      Bytes bytes = new Bytes();
      for (int i = text.length() % 2 == 0 ? 0 : -1; i < text.length(); i += 2) {
        int high = i < 0 ? 0 : Character.digit(text.charAt(i), 16);
        int low = Character.digit(text.charAt(i + 1), 16);
        if (high < 0 || low < 0) {
          throw ScriptError.number(span, text);
        }
        bytes.add(high << 4 | low);
      }
      return bytes.toArray();
    }
    if (!(expressions.expression() instanceof Expression.Constant number)) {
      throw ScriptError.expected(span, "number", in.found());
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (number.value() >> 24 - 8 * i);
    }
    return bytes;
  }

  private void content() throws ScriptError {
    if (in.take(";")) {
      return;
    }
    switch (in.ahead()) {
      case "BYTE" -> number(1);
      case "SHORT" -> number(2);
      case "LONG" -> number(4);
      case "QUAD", "SQUAD" -> number(8);
      case "ASCIZ", "ASCII" -> text();
      case "FILL" -> {
        in.name();
        in.expect("(");
        contents.add(new Script.Fill(pattern()));
        in.expect(")");
      }
      case "CONSTRUCTORS", "CREATE_OBJECT_SYMBOLS", "LINKER_VERSION" -> in.name();
      case "INCLUDE" -> throw ScriptError.unsupported(in.here(), in.ahead());
      default -> {
        if (assignments.isNext()) {
          contents.add(assignments.statement());
        } else {
          inputs.read(contents);
        }
      }
    }
  }

  private void number(int bytes) throws ScriptError {
    in.name();
    contents.add(new Script.Number(bytes, inParentheses()));
  }

  private void text() throws ScriptError {
    boolean ended = in.name().equals("ASCIZ");
    boolean parentheses = in.take("(");
    byte[] bytes = Utf8.encode(in.quoted() + (ended ? "\0" : ""));
    if (parentheses) {
      in.expect(")");
    }
    contents.add(new Script.Text(bytes));
  }
}
