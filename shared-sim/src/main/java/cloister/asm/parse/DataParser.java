package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the items of {@code db} and its sisters (NASM manual, 3.2.1). */
final class DataParser {
  private static final int DEEPEST = 10;

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
    Optional<List<Statement.Item>> items = items(0);
    if (items.isPresent() && !words.atEnd()) {
      problems.error(words.span(), Complaint.unexpectedAfterOperand(words.text()));
      return Optional.empty();
    }
    return items.map(list -> new Statement.Data(unit, list, start.to(words.before())));
  }

  private Optional<List<Statement.Item>> items(int depth) {
    List<Statement.Item> items = new ArrayList<>();
    do {
      if (words.atEnd() && !items.isEmpty()) {
        break;
      }
      Optional<Statement.Item> item = item(depth);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    } while (words.take(","));
    return Optional.of(List.copyOf(items));
  }

  private Optional<Statement.Item> item(int depth) {
    if (words.take("?")) {
      return Optional.of(new Statement.Item.Nothing());
    }
    if (!words.atEnd() && words.peek().kind() == Token.Kind.STRING && endsItem(1)) {
      return Optional.of(new Statement.Item.Text(words.next().bytes()));
    }
    Optional<Expression> value = new ExpressionParser(words, labels, problems).parse();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return words.takeName("dup")
        ? repeat(value.get(), depth)
        : Optional.of(new Statement.Item.Number(value.get()));
  }

  private boolean endsItem(int distance) {
    return words.remaining() == distance
        || words.ahead(distance, ",")
        || words.ahead(distance, ")");
  }

  private Optional<Statement.Item> repeat(Expression count, int depth) {
    if (depth == DEEPEST || !words.take("(")) {
      problems.error(words.span(), Complaint.expected("("));
      return Optional.empty();
    }
    Optional<List<Statement.Item>> items = items(depth + 1);
    if (items.isPresent() && !words.take(")")) {
      problems.error(words.span(), Complaint.expected(")"));
      return Optional.empty();
    }
    return items.map(list -> new Statement.Item.Repeat(count, list));
  }
}
