package cloister.cc.link.script;

import cloister.asm.report.Span;
import cloister.cc.link.script.Expression.Binary;
import cloister.cc.link.script.Expression.Symbol;
import cloister.cc.link.script.Script.Assert;
import cloister.cc.link.script.Script.Assign;

/** Reads assignments and assertions, which may stand among sections and within one. */
final class AssignmentParser {
  private final ScriptText in;
  private final ExpressionParser expressions;

  AssignmentParser(ScriptText in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** True when a statement of this kind is next. */
  boolean isNext() {
    return isFunction() || in.atName() && in.peek() != '"' && isOperator(in.signBehindName());
  }

  private boolean isFunction() {
    return in.isWord("PROVIDE")
        || in.isWord("PROVIDE_HIDDEN")
        || in.isWord("HIDDEN")
        || in.isWord("ASSERT");
  }

  private static boolean isOperator(String sign) {
    if (sign.startsWith("<<=") || sign.startsWith(">>=")) {
      return true;
    }
    boolean plain = sign.startsWith("=") && !sign.startsWith("==");
    boolean changing = sign.length() > 1 && sign.charAt(1) == '=';
    return plain || changing && "+-*/&|".indexOf(sign.charAt(0)) >= 0;
  }

  /** An assignment or assertion, with what ends it. */
  Script.Command statement() throws ScriptError {
    Span span = in.here();
    Script.Command statement;
    if (in.isWord("ASSERT")) {
      statement = assertion();
    } else if (isFunction()) {
      boolean provided = !in.isWord("HIDDEN");
      in.name();
      in.expect("(");
      statement = assignment(provided);
      in.expect(")");
    } else if (isNext()) {
      statement = assignment(false);
    } else {
      throw ScriptError.unsupported(span, in.found());
    }
    while (in.take(";") || in.take(",")) {
      // Several of them end it as well as one.
      continue;
    }
    return statement;
  }

  private Assert assertion() throws ScriptError {
    Span span = in.here();
    in.name();
    in.expect("(");
    Expression condition = expressions.expression();
    in.expect(",");
    String text = in.quoted();
    in.expect(")");
    return new Assert(condition, text, span);
  }

  private Script.Command assignment(boolean provided) throws ScriptError {
    Span span = in.here();
    String symbol = in.name();
    String operator = "";
    for (String sign : new String[] {"<<", ">>", "+", "-", "*", "/", "&", "|"}) {
      operator = operator.isEmpty() && in.take(sign) ? sign : operator;
    }
    in.expect("=");
    if (in.isWord("ASSERT")) {
      return assertion();
    }
    Expression value = expressions.expression();
    if (!operator.isEmpty()) {
      value = new Binary(operator, new Symbol(symbol, span), value, span);
    }
    return new Assign(symbol, value, provided, span);
  }
}
