package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.FloatFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the items of {@code db} and its sisters (NASM manual, 3.2.1). */
final class DataParser {
  private static final int DEEPEST = 10;
  private static final int NUMBER_BYTES = 8;

  private final Words words;
  private final LabelNames labels;
  private final Problems problems;

  DataParser(Words words, LabelNames labels, Problems problems) {
    this.words = words;
    this.labels = labels;
    this.problems = problems;
  }

  Optional<Statement> data(int unit, Span start) {
    if (words.atEnd()) {
      problems.error(words.span(), Complaint.dataMissing());
      return Optional.empty();
    }
    Optional<List<Statement.Item>> items = items(unit, 0);
    if (items.isPresent() && !words.atEnd()) {
      problems.error(words.span(), Complaint.unexpectedAfterOperand(words.text()));
      return Optional.empty();
    }
    return items.map(list -> new Statement.Data(list, start.to(words.before())));
  }

  private Optional<List<Statement.Item>> items(int unit, int depth) {
    List<Statement.Item> items = new ArrayList<>();
    do {
      if (words.atEnd() && !items.isEmpty()) {
        break;
      }
      Optional<Statement.Item> item = item(unit, depth);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    } while (words.take(","));
    return Optional.of(List.copyOf(items));
  }

  private Optional<Statement.Item> item(int outerUnit, int depth) {
    int named = Sizes.bytes(words.lowerName());
    int unit = named > 0 ? named : outerUnit;
    if (named > 0) {
      words.next();
    }
    if (words.take("?")) {
      return Optional.of(new Statement.Item.Nothing(unit));
    }
    if (words.take("%")) {
      return list(Optional.empty(), unit, depth);
    }
    if (named > 0 && words.ahead(0, "(")) {
      return list(Optional.empty(), unit, depth);
    }
    if (!words.atEnd() && words.peek().kind() == Token.Kind.STRING && endsItem(1)) {
      return Optional.of(new Statement.Item.Text(words.next().bytes(), unit));
    }
    if (Floats.startsHere(words)) {
      return real(unit);
    }
    return number(unit, depth);
  }

  private boolean endsItem(int distance) {
    return words.remaining() == distance
        || words.ahead(distance, ",")
        || words.ahead(distance, ")");
  }

  private Optional<Statement.Item> real(int unit) {
    Optional<FloatFormat> format = FloatFormat.ofBytes(unit);
    if (format.isEmpty()) {
      problems.error(words.span(), Complaint.badFloat(words.text()));
      return Optional.empty();
    }
    return Floats.bytes(words, format.get(), problems)
        .map(bytes -> new Statement.Item.Text(bytes, unit));
  }

  private Optional<Statement.Item> number(int unit, int depth) {
    Span start = words.span();
    Optional<Expression> value = new ExpressionParser(words, labels, problems).parse();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (words.takeName("dup")) {
      int named = Sizes.bytes(words.lowerName());
      if (named > 0) {
        words.next();
      }
      words.take("%");
      return list(value, named > 0 ? named : unit, depth);
    }
    if (unit > NUMBER_BYTES) {
      problems.error(start.to(words.before()), Complaint.numberInLongData());
      return Optional.empty();
    }
    return Optional.of(new Statement.Item.Number(value.get(), unit));
  }

  /** Items in parentheses, as often as a count says. */
  private Optional<Statement.Item> list(Optional<Expression> count, int unit, int depth) {
    if (depth == DEEPEST || !words.take("(")) {
      problems.error(words.span(), Complaint.expected("("));
      return Optional.empty();
    }
    Optional<List<Statement.Item>> items = items(unit, depth + 1);
    if (items.isPresent() && !words.take(")")) {
      problems.error(words.span(), Complaint.expected(")"));
      return Optional.empty();
    }
    Expression times = count.orElse(new Expression.Constant(1, words.before()));
    return items.map(list -> new Statement.Item.Repeat(times, list));
  }
}
