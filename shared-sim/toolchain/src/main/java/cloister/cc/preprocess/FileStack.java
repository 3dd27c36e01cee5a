package cloister.cc.preprocess;

import cloister.asm.report.Span;
import cloister.cc.lex.Lexer;
import cloister.cc.lex.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that are open, the last one being read; directives are obeyed on the way. */
final class FileStack implements TokenSource {
  private static final int MOST_DEPTH = 200;

  /** So that many empty headers cost something too. */
  private static final int OPENING = 2_000;

  private final Context context;
  private final Directives directives;
  private final List<OpenFile> files = new ArrayList<>();
  private final ArrayDeque<Token> ready = new ArrayDeque<>();
  private final Set<String> once = new LinkedHashSet<>();
  private final Map<String, String> guards = new LinkedHashMap<>();
  private Span end = Span.NOWHERE;

  FileStack(Context context, HeaderSearch search) {
    this.context = context;
    directives = new Directives(context, search, this);
  }

  void open(String path, String text, int folder, Span from) {
    boolean guarded = guards.containsKey(path) && context.macros().has(guards.get(path));
    if (guarded || once.contains(path)) {
      return;
    }
    if (files.size() > MOST_DEPTH) {
      context.work().stop(from, PreprocessComplaint.includedTooDeep(MOST_DEPTH));
      return;
    }
    context.work().read(text.length() + OPENING, from);
    Lexer lexer = new Lexer(path, text, context.names(), context.diagnostics());
    if (context.options().assembly()) {
      lexer.inAssembly();
    }
    files.add(new OpenFile(lexer, path, folder));
    context.values().includeLevel(files.size() - 1);
  }

  /** {@code #pragma once}. */
  void readOnce() {
    once.add(top().path());
  }

  OpenFile top() {
    return files.get(files.size() - 1);
  }

  /** Tokens that a directive leaves to the parser. */
  void leave(List<Token> tokens) {
    ready.addAll(tokens);
  }

  @Override
  public Token next(boolean inArguments) {
    while (!files.isEmpty() && !context.work().isStopped()) {
      if (!ready.isEmpty()) {
        return ready.poll();
      }
      OpenFile file = top();
      Token token = file.lexer().next();
      if (token.firstOfLine() && PartReader.isSharp(token)) {
        directives.obey(token, file);
      } else if (!token.isEnd()) {
        file.guard().other();
        return token;
      } else if (inArguments) {
        return token;
      } else {
        close(file, token);
      }
    }
    return ready.isEmpty() ? new Token(Token.Kind.END, "", end, true, true) : ready.poll();
  }

  @Override
  public boolean opensParenthesis() {
    return ready.isEmpty() && !files.isEmpty() && top().lexer().opensParenthesis();
  }

  private void close(OpenFile file, Token token) {
    for (OpenFile.Group group : file.groups()) {
      Token opening = group.directive;
      context.diagnostics().error(opening.span(), PreprocessComplaint.groupOpen(opening.text()));
    }
    file.guard().macro().ifPresent(macro -> guards.put(file.path(), macro));
    files.remove(files.size() - 1);
    end = token.span();
    context.values().includeLevel(Math.max(0, files.size() - 1));
  }
}
