package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.CharacterConstant;
import cloister.cc.lex.IntegerConstant;
import cloister.cc.lex.Token;
import cloister.message.Message;
import java.util.Optional;

/** The value of the expression of {@code #if} and {@code #elif} (C11 6.10.1). */
final class Condition {
  private static final int MOST_DEPTH = 200;

  private final Context context;
  private final ConditionOperators operators;
  private final Expander tokens;
  private final String directive;
  private final Span span;

  /** The token that was looked at last; it is fetched late, as an operator decides how. */
  private Optional<Token> next = Optional.empty();

  private int depth;
  private boolean wrong;
  private boolean anything;

  Condition(
      Context context, ConditionOperators operators, Expander tokens, String directive, Span span) {
    this.context = context;
    this.operators = operators;
    this.tokens = tokens;
    this.directive = directive;
    this.span = span;
  }

  /** False also after reporting that the expression is none. */
  boolean holds() {
    if (peek().isEnd()) {
      context.diagnostics().error(span, PreprocessComplaint.conditionMissing(directive));
      return false;
    }
    Number value = comma(true);
    if (!wrong && !peek().isEnd()) {
      error(peek(), PreprocessComplaint.unexpectedInCondition(peek().text()));
    }
    return !wrong && value.isTrue();
  }

  private Token peek() {
    if (next.isEmpty()) {
      next = Optional.of(tokens.next().token());
    }
    return next.get();
  }

  private Token take() {
    Token token = peek();
    anything = true;
    next = Optional.empty();
    return token;
  }

  private boolean takeIf(String punctuator) {
    boolean here = peek().is(punctuator);
    if (here) {
      take();
    }
    return here;
  }

  private void unexpected(Token place, Message message) {
    error(place, place.isEnd() && anything ? PreprocessComplaint.conditionEnds() : message);
  }

  private void error(Token place, Message message) {
    if (!wrong && !context.work().isStopped()) {
      context.diagnostics().error(place.isEnd() ? span : place.span(), message);
    }
    wrong = true;
  }

  /**
   * @param live false where the value does not matter, and division by zero is no error
   */
  private Number comma(boolean live) {
    Number value = conditional(live);
    while (!wrong && takeIf(",")) {
      value = conditional(live);
    }
    return value;
  }

  private Number conditional(boolean live) {
    if (!enter()) {
      return Number.ZERO;
    }
    Number condition = binary(1, live);
    if (!wrong && takeIf("?")) {
      Number then = comma(live && condition.isTrue());
      expect(":");
      Number otherwise = conditional(live && !condition.isTrue());
      boolean unsigned = then.unsigned() || otherwise.unsigned();
      condition = new Number(condition.isTrue() ? then.value() : otherwise.value(), unsigned);
    }
    depth--;
    return condition;
  }

  private boolean enter() {
    if (++depth > MOST_DEPTH) {
      error(peek(), PreprocessComplaint.conditionTooDeep(MOST_DEPTH));
    }
    return !wrong;
  }

  private void expect(String punctuator) {
    if (!takeIf(punctuator)) {
      error(peek(), PreprocessComplaint.expected(punctuator));
    }
  }

  private Number binary(int least, boolean live) {
    Number left = unary(live);
    while (!wrong) {
      Token operator = peek();
      int precedence = operator.kind() == Token.Kind.PUNCTUATOR ? precedence(operator.text()) : 0;
      if (precedence < least) {
        return left;
      }
      take();
      boolean needed =
          switch (operator.text()) {
            case "&&" -> left.isTrue();
            case "||" -> !left.isTrue();
            default -> true;
          };
      Number right = binary(precedence + 1, live && needed);
      if (live && needed && left.dividesByZero(operator.text(), right)) {
        context.diagnostics().error(operator.span(), PreprocessComplaint.divisionByZero());
      }
      left = left.apply(operator.text(), right);
    }
    return left;
  }

  /** How tightly a binary operator binds; 0 for anything else. */
  private static int precedence(String operator) {
    return switch (operator) {
      case "||" -> 1;
      case "&&" -> 2;
      case "|" -> 3;
      case "^" -> 4;
      case "&" -> 5;
      case "==", "!=" -> 6;
      case "<", ">", "<=", ">=" -> 7;
      case "<<", ">>" -> 8;
      case "+", "-" -> 9;
      case "*", "/", "%" -> 10;
      default -> 0;
    };
  }

  private Number unary(boolean live) {
    if (!enter()) {
      return Number.ZERO;
    }
    Token token = peek();
    Number value =
        switch (token.kind()) {
          case PUNCTUATOR -> prefixed(token, live);
          case IDENTIFIER -> word(take());
          case NUMBER -> number(take());
          case CHARACTER -> character(take());
          case STRING, OTHER, END -> unexpected(token);
        };
    depth--;
    return value;
  }

  private Number unexpected(Token token) {
    unexpected(token, PreprocessComplaint.unexpectedInCondition(token.text()));
    return Number.ZERO;
  }

  private Number prefixed(Token token, boolean live) {
    if (token.is("(")) {
      take();
      Number value = comma(live);
      expect(")");
      return value;
    }
    boolean operator = token.is("+") || token.is("-") || token.is("!") || token.is("~");
    if (!operator) {
      return unexpected(token);
    }
    take();
    Number operand = unary(live);
    return switch (token.text()) {
      case "-" -> new Number(-operand.value(), operand.unsigned());
      case "~" -> new Number(~operand.value(), operand.unsigned());
      case "!" -> Number.of(!operand.isTrue());
      default -> operand;
    };
  }

  /** A name that is no macro counts as 0; some are operators, whose operand is not expanded. */
  private Number word(Token name) {
    if (!operators.isOperator(name.text())) {
      return Number.ZERO;
    }
    Optional<Boolean> answer = operators.apply(name, tokens);
    wrong |= answer.isEmpty();
    return Number.of(answer.orElse(false));
  }

  private Number number(Token token) {
    if (IntegerConstant.isFloating(token.text())) {
      context.diagnostics().error(token.span(), PreprocessComplaint.floatingInCondition());
      return Number.ZERO;
    }
    IntegerConstant constant =
        IntegerConstant.read(token.text(), token.span(), context.diagnostics());
    return new Number(constant.value(), constant.isUnsigned() || constant.value() < 0);
  }

  private Number character(Token token) {
    CharacterConstant constant =
        CharacterConstant.read(token.text(), token.span(), context.diagnostics());
    boolean signless = context.options().unsignedCharacters();
    long value = signless ? constant.withoutSign() : constant.extended();
    return new Number(value, constant.isUnsigned());
  }
}
