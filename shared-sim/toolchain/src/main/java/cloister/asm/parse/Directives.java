package cloister.asm.parse;

import cloister.asm.lex.Token;
import cloister.asm.report.Complaint;
import cloister.asm.report.Problems;
import cloister.asm.report.Span;
import cloister.asm.value.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads assembler directives, bare or in brackets (NASM manual, chapter 7). */
final class Directives {
  private final Words words;
  private final LabelNames labels;
  private final Problems problems;

  Directives(Words words, LabelNames labels, Problems problems) {
    this.words = words;
    this.labels = labels;
    this.problems = problems;
  }

  static boolean knows(String word) {
    return switch (word) {
      case "bits", "use16", "use32", "org", "section", "segment", "absolute" -> true;
      case "sectalign", "__?sect?__", "cpu", "default", "warning", "list", "float" -> true;
      case "global", "static", "extern", "common", "required" -> true;
      default -> false;
    };
  }

  /** Whether it is one without brackets, too; what is not can be a label (NASM manual, 7). */
  static boolean standsBare(String word) {
    return knows(word) && !word.equals("list") && !word.equals("warning");
  }

  /** Reads a directive whose opening bracket, if it has one, is taken. */
  Optional<Statement> parse(Span start, boolean bracketed) {
    String name = words.lowerName();
    if (!knows(name)) {
      problems.error(words.span(), Complaint.unknownDirective(words.text()));
      return Optional.empty();
    }
    words.next();
    Optional<Statement> statement = directive(name, start, bracketed);
    if (bracketed && statement.isPresent() && !words.take("]")) {
      problems.error(words.span(), Complaint.expected("]"));
      return Optional.empty();
    }
    if (statement.isPresent() && !words.atEnd()) {
      problems.error(words.span(), Complaint.unexpectedAfterOperand(words.text()));
      return Optional.empty();
    }
    return statement;
  }

  private Optional<Statement> directive(String name, Span start, boolean bracketed) {
    return switch (name) {
      case "bits" -> bits(start);
      case "use16" -> Optional.of(new Statement.Bits(16, start));
      case "use32" -> Optional.of(new Statement.Bits(32, start));
      case "org" -> address(value -> new Statement.Origin(value, start));
      case "absolute" -> address(value -> new Statement.Absolute(value, bracketed, start));
      case "sectalign" -> address(value -> new Statement.AlignSection(value, start));
      case "__?sect?__" -> Optional.of(new Statement.Resume(start));
      case "section", "segment" -> section(start, bracketed);
      default -> ignored(name, start);
    };
  }

  private Optional<Statement> bits(Span start) {
    Span place = words.span();
    String text = words.atEnd() ? "" : words.next().text();
    if (!text.equals("16") && !text.equals("32")) {
      problems.error(place, Complaint.badBits(text));
      return Optional.empty();
    }
    return Optional.of(new Statement.Bits(text.equals("16") ? 16 : 32, start));
  }

  private Optional<Statement> address(Function<Expression, Statement> make) {
    return new ExpressionParser(words, labels, problems).parse().map(make);
  }

  private Optional<Statement> section(Span start, boolean bracketed) {
    if (words.atEnd() || !words.peek().isName()) {
      problems.error(words.span(), Complaint.sectionNameExpected());
      return Optional.empty();
    }
    String name = words.next().text();
    List<Statement.Attribute> attributes = new ArrayList<>();
    while (!words.atEnd() && !words.peek().is("]")) {
      Optional<Statement.Attribute> attribute = attribute();
      if (attribute.isEmpty()) {
        return Optional.empty();
      }
      attributes.add(attribute.get());
    }
    return Optional.of(
        new Statement.Section(name, List.copyOf(attributes), bracketed, start.to(words.before())));
  }

  private Optional<Statement.Attribute> attribute() {
    Token word = words.next();
    if (!words.take("=")) {
      return Optional.of(
          new Statement.Attribute(Words.lower(word.text()), List.of(), "", word.span()));
    }
    String text = words.text();
    return new ExpressionParser(words, labels, problems)
        .parse()
        .map(
            value ->
                new Statement.Attribute(
                    Words.lower(word.text()), List.of(value), text, word.span().to(value.span())));
  }

  /** Directives that make no difference to a flat binary for this processor. */
  private Optional<Statement> ignored(String name, Span start) {
    boolean external = name.equals("extern") || name.equals("common") || name.equals("required");
    if (external) {
      problems.error(start, Complaint.noExternals());
    }
    String first = words.lowerName();
    boolean known =
        switch (name) {
          case "cpu" -> first.isEmpty() ? isProcessor(words.text()) : isProcessor(first);
          case "default" -> first.equals("abs") || first.equals("rel");
          case "float" -> first.equals("near") || first.equals("default") || first.equals("nodaz");
          default -> true;
        };
    if (!known) {
      problems.error(words.span(), Complaint.directiveArgument(name, words.text()));
    }
    while (!words.atEnd() && !words.peek().is("]")) {
      words.next();
    }
    words.take("]");
    return Optional.empty();
  }

  /** The processors that {@code cpu} knows, up to the one that this assembler is for. */
  private static boolean isProcessor(String lower) {
    return switch (lower) {
      case "8086", "186", "80186", "i186", "286", "80286", "i286", "386", "80386", "i386" -> true;
      case "486", "80486", "i486", "586", "i586", "pentium", "686", "i686", "p6" -> true;
      case "ppro", "pentiumpro", "p2", "p3", "katmai", "any", "all", "default" -> true;
      default -> false;
    };
  }
}
