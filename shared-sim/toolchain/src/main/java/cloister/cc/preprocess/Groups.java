package cloister.cc.preprocess;

import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.List;
import java.util.Optional;

/** Conditional inclusion: which groups of lines are read and which are skipped (C11 6.10.1). */
final class Groups {
  private static final int MOST_DEPTH = 1000;

  private final Context context;
  private final Diagnostics diagnostics;
  private final HeaderSearch search;

  Groups(Context context, HeaderSearch search) {
    this.context = context;
    this.search = search;
    diagnostics = context.diagnostics();
  }

  /** False when the directive is another one. */
  boolean obey(Token name, OpenFile file) {
    switch (name.text()) {
      case "if", "ifdef", "ifndef" -> open(name, file);
      case "elif", "elifdef", "elifndef", "else" -> branch(name, file);
      case "endif" -> {
        if (close(name, file)) {
          extraTokens(name, file);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void open(Token name, OpenFile file) {
    if (file.groups().size() == MOST_DEPTH) {
      context.work().stop(name.span(), PreprocessComplaint.groupsTooDeep(MOST_DEPTH));
      return;
    }
    List<Token> line = file.restOfLine();
    if (file.groups().isEmpty()) {
      guard(name, line, file);
    }
    boolean taken = holds(name, line, file);
    file.groups().add(new OpenFile.Group(name, taken));
    if (!taken) {
      skip(file);
    }
  }

  private static void guard(Token name, List<Token> line, OpenFile file) {
    boolean guard = name.is("ifndef") && line.size() == 1;
    if (guard) {
      file.guard().opens(line.get(0).text());
    } else {
      file.guard().other();
    }
  }

  private boolean holds(Token name, List<Token> line, OpenFile file) {
    if (name.is("if") || name.is("elif")) {
      Expander tokens = Expander.of(context, line.stream().map(Item::of).toList(), 0);
      ConditionOperators operators = new ConditionOperators(context, search, file);
      return new Condition(context, operators, tokens, name.text(), name.span()).holds();
    }
    Optional<Token> macro = DefinitionReader.name(line, name.text(), name.span(), diagnostics);
    if (line.size() > 1) {
      diagnostics.warn(line.get(1).span(), PreprocessComplaint.extraTokens(name.text()));
    }
    boolean wanted = name.is("ifdef") || name.is("elifdef");
    return macro.isPresent() && context.macros().has(macro.get().text()) == wanted;
  }

  /** A branch behind one that was read: everything to the end is skipped. */
  private void branch(Token name, OpenFile file) {
    if (enters(name, file)) {
      return;
    }
    if (file.groups().isEmpty()) {
      file.restOfLine();
    } else {
      skip(file);
    }
  }

  /** True when the branch of {@code #else} or {@code #elif} is the one to be read. */
  private boolean enters(Token name, OpenFile file) {
    if (file.groups().isEmpty()) {
      diagnostics.error(name.span(), PreprocessComplaint.groupWithout(name.text()));
      return false;
    }
    if (file.groups().size() == 1) {
      file.guard().branches();
    }
    OpenFile.Group group = file.groups().get(file.groups().size() - 1);
    if (group.inElse) {
      diagnostics.error(name.span(), PreprocessComplaint.afterElse(name.text()));
    }
    boolean isElse = name.is("else");
    group.inElse |= isElse;
    if (isElse) {
      extraTokens(name, file);
    }
    boolean enters = !group.taken && (isElse || holds(name, file.restOfLine(), file));
    group.taken |= enters;
    return enters;
  }

  private boolean close(Token name, OpenFile file) {
    if (file.groups().isEmpty()) {
      diagnostics.error(name.span(), PreprocessComplaint.groupWithout(name.text()));
      file.restOfLine();
      return false;
    }
    file.groups().remove(file.groups().size() - 1);
    if (file.groups().isEmpty()) {
      file.guard().closes();
    }
    return true;
  }

  private void extraTokens(Token name, OpenFile file) {
    List<Token> line = file.restOfLine();
    if (!line.isEmpty()) {
      diagnostics.warn(line.get(0).span(), PreprocessComplaint.extraTokens(name.text()));
    }
  }

  /** Goes to the branch that is read, or behind the end of the group. */
  private void skip(OpenFile file) {
    int nested = 0;
    while (true) {
      file.lexer().skipToDirective();
      if (file.lexer().next().isEnd()) {
        return;
      }
      if (file.lexer().atLineEnd()) {
        continue;
      }
      Token name = file.lexer().next();
      switch (name.text()) {
        case "if", "ifdef", "ifndef" -> nested++;
        case "elif", "elifdef", "elifndef", "else" -> {
          if (nested == 0 && enters(name, file)) {
            return;
          }
        }
        case "endif" -> {
          if (nested-- == 0) {
            close(name, file);
            extraTokens(name, file);
            return;
          }
        }
        default -> {}
      }
    }
  }
}
