package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Nearest;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import cloister.asm.value.Register;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads statements: a label, then an instruction, data or a directive (NASM manual, 3.1). */
public final class StatementParser {
  private final Set<String> mnemonics;
  private final LabelNames labels = new LabelNames();
  private final Problems problems;

  public StatementParser(Set<String> mnemonics, Problems problems) {
    this.mnemonics = mnemonics;
    this.problems = problems;
  }

  public LabelNames labels() {
    return labels;
  }

  /** The statements of one line; none where it is empty or wrong. */
  public List<Statement> parse(List<Token> line) {
    List<Statement> statements = new ArrayList<>();
    if (line.isEmpty()) {
      return statements;
    }
    Words words = new Words(line, line.getFirst().span());
    label(words, statements);
    if (!words.atEnd()) {
      statement(words).ifPresent(statements::add);
    }
    return statements;
  }

  private void label(Words words, List<Statement> statements) {
    if (!words.peek().isName() || isReserved(words.peek().text()) && !words.ahead(1, ":")) {
      return;
    }
    if (Register.named(words.lowerName()).isPresent()) {
      return;
    }
    Token name = words.next();
    boolean colon = words.take(":");
    if (words.takeName("equ")) {
      String full = labels.full(name.text());
      new ExpressionParser(words, labels, problems)
          .parse()
          .ifPresent(value -> statements.add(new Statement.Equate(full, value, name.span())));
      expectEnd(words);
      return;
    }
    if (!colon && !words.atEnd() && !startsStatement(words)) {
      problems.error(name.span(), unknown(name.text()));
      skip(words);
      return;
    }
    if (!colon && words.atEnd()) {
      problems.warn(name.span(), Complaint.labelWithoutColon(name.text()));
    }
    statements.add(new Statement.Label(labels.define(name.text()), name.span()));
  }

  private boolean startsStatement(Words words) {
    return words.peek().isName() && isReserved(words.peek().text());
  }

  private boolean isReserved(String written) {
    String word = Words.lower(written);
    return mnemonics.contains(word)
        || Prefix.named(word).isPresent()
        || Directives.standsBare(word)
        || dataUnit(word) > 0
        || reserveUnit(word) > 0
        || word.equals("times")
        || word.equals("incbin");
  }

  private Message unknown(String word) {
    return Nearest.to(Words.lower(word), mnemonics)
        .map(near -> Complaint.unknownInstruction(word, near))
        .orElseGet(() -> Complaint.unknownInstruction(word));
  }

  private Optional<Statement> statement(Words words) {
    Span start = words.span();
    if (words.take("[")) {
      return directive(words, start, true);
    }
    String word = words.lowerName();
    if (word.equals("times")) {
      return times(words);
    }
    if (dataUnit(word) > 0) {
      words.next();
      return new DataParser(words, labels, problems).data(dataUnit(word), start);
    }
    if (reserveUnit(word) > 0) {
      words.next();
      return reserve(words, reserveUnit(word), start);
    }
    if (word.equals("incbin")) {
      words.next();
      return includeBinary(words, start);
    }
    return Directives.standsBare(word) ? directive(words, start, false) : instruction(words, start);
  }

  private Optional<Statement> directive(Words words, Span start, boolean bracketed) {
    return new Directives(words, labels, problems).parse(start, bracketed);
  }

  private Optional<Statement> times(Words words) {
    Span start = words.next().span();
    Optional<Expression> count = new ExpressionParser(words, labels, problems).parse();
    if (count.isEmpty()) {
      return Optional.empty();
    }
    if (words.atEnd() || words.lowerName().equals("times")) {
      problems.error(words.span(), Complaint.instructionExpected());
      return Optional.empty();
    }
    Span span = start.to(count.get().span());
    return statement(words).map(body -> new Statement.Times(count.get(), body, span));
  }

  private Optional<Statement> reserve(Words words, int unit, Span start) {
    Optional<Expression> count = new ExpressionParser(words, labels, problems).parse();
    if (count.isEmpty() || !expectEnd(words)) {
      return Optional.empty();
    }
    return Optional.of(new Statement.Reserve(unit, count.get(), start.to(words.before())));
  }

  /** {@code 'file', skip, most}. */
  private Optional<Statement> includeBinary(Words words, Span start) {
    if (words.atEnd() || words.peek().kind() != Token.Kind.STRING) {
      problems.error(words.span(), Complaint.expected("'file'"));
      return Optional.empty();
    }
    String file = words.next().bytes();
    List<Expression> limits = new ArrayList<>();
    while (limits.size() < 2 && words.take(",")) {
      boolean skipped = words.ahead(0, ",");
      Optional<Expression> limit =
          skipped
              ? Optional.of(new Expression.Constant(0, words.span()))
              : new ExpressionParser(words, labels, problems).parse();
      if (limit.isEmpty()) {
        return Optional.empty();
      }
      limits.add(limit.get());
    }
    return expectEnd(words)
        ? Optional.of(new Statement.IncludeBinary(file, limits, start.to(words.before())))
        : Optional.empty();
  }

  private Optional<Statement> instruction(Words words, Span start) {
    List<Prefix> prefixes = prefixes(words);
    if (words.atEnd() && !prefixes.isEmpty()) {
      return Optional.of(
          new Statement.Instruction(prefixes, "", List.of(), start.to(words.before())));
    }
    Token mnemonic = words.next();
    if (!mnemonic.isName()) {
      problems.error(mnemonic.span(), Complaint.instructionExpected());
      return Optional.empty();
    }
    String name = Words.lower(mnemonic.text());
    if (!mnemonics.contains(name)) {
      problems.error(mnemonic.span(), unknown(mnemonic.text()));
      return Optional.empty();
    }
    ExpressionParser expressions = new ExpressionParser(words, labels, problems);
    return new OperandParser(words, expressions, problems)
        .parse()
        .map(
            operands ->
                new Statement.Instruction(prefixes, name, operands, start.to(words.before())));
  }

  private List<Prefix> prefixes(Words words) {
    List<Prefix> prefixes = new ArrayList<>();
    while (!words.atEnd()) {
      Optional<Prefix> prefix = Prefix.named(words.lowerName());
      if (prefix.isEmpty()) {
        break;
      }
      add(prefixes, prefix.get(), words.next().span());
    }
    return prefixes;
  }

  private void add(List<Prefix> prefixes, Prefix prefix, Span span) {
    for (Prefix other : prefixes) {
      if (other.slot() == prefix.slot()) {
        if (other != prefix) {
          problems.error(span, Complaint.conflictingPrefixes());
        }
        return;
      }
    }
    prefixes.add(prefix);
  }

  private boolean expectEnd(Words words) {
    if (words.atEnd()) {
      return true;
    }
    problems.error(words.span(), Complaint.unexpectedAfterOperand(words.text()));
    skip(words);
    return false;
  }

  private static void skip(Words words) {
    while (!words.atEnd()) {
      words.next();
    }
  }

  private static int dataUnit(String word) {
    return switch (word) {
      case "db" -> 1;
      case "dw" -> 2;
      case "dd" -> 4;
      case "dq" -> 8;
      case "dt" -> 10;
      case "do", "ddq" -> 16;
      case "dy" -> 32;
      case "dz" -> 64;
      default -> 0;
    };
  }

  private static int reserveUnit(String word) {
    return switch (word) {
      case "resb" -> 1;
      case "resw" -> 2;
      case "resd" -> 4;
      case "resq" -> 8;
      case "rest" -> 10;
      case "reso", "resdq" -> 16;
      case "resy" -> 32;
      case "resz" -> 64;
      default -> 0;
    };
  }
}
