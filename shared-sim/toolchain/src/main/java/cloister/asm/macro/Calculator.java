package cloister.asm.macro;

import cloister.asm.lex.Token;
import cloister.asm.parse.ExpressionParser;
import cloister.asm.parse.LabelNames;
import cloister.asm.parse.Words;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Evaluator;
import cloister.asm.value.Expression;
import cloister.asm.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes the numbers in preprocessor lines, which must be known at once. */
final class Calculator {
  private final Evaluator evaluator;
  private final LabelNames labels;
  private final Problems problems;

  Calculator(Evaluator evaluator, LabelNames labels, Problems problems) {
    this.evaluator = evaluator;
    this.labels = labels;
    this.problems = problems;
  }

  OptionalLong number(List<Token> tokens, Span place) {
    Words words = new Words(tokens, place);
    Optional<Expression> expression = new ExpressionParser(words, labels, problems).parse();
    if (expression.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!words.atEnd()) {
      problems.error(words.span(), Complaint.unexpectedInExpression(words.text()));
      return OptionalLong.empty();
    }
    int before = problems.count();
    Value value = evaluator.value(expression.get());
    if (value.isNumber()) {
      return OptionalLong.of(value.number());
    }
    if (problems.count() == before) {
      problems.error(
          expression.get().span(),
          value.hasRegisters() ? Complaint.registerUnknown() : Complaint.notKnownHere());
    }
    return OptionalLong.empty();
  }
}
