package cloister.cc.preprocess;

import cloister.cc.Problems;
import cloister.cc.lex.Token;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A few files in memory, and what the preprocessor makes of the one called {@code main.c}. */
final class Sample {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();
  private Options options = Options.none();

  static Sample of(String source) {
    return new Sample().with("main.c", source);
  }

  Sample with(String name, String text) {
    files.put(name, text);
    return this;
  }

  Sample with(Options changed) {
    options = changed;
    return this;
  }

  List<Token> tokens() {
    return preprocessor().preprocess("main.c");
  }

  Preprocessor preprocessor() {
    return new Preprocessor(options, name -> Optional.ofNullable(files.get(name)), diagnostics);
  }

  /** The tokens with a space between any two. */
  String text() {
    List<String> texts = new ArrayList<>();
    for (Token token : tokens()) {
      if (!token.isEnd()) {
        texts.add(token.text());
      }
    }
    return String.join(" ", texts);
  }

  /** What there was to say, after {@link #tokens} or {@link #text}. */
  List<String> problems() {
    return Problems.of(diagnostics);
  }

  static List<String> problemsOf(String source) {
    Sample sample = of(source);
    sample.tokens();
    return sample.problems();
  }

  static String textOf(String source) {
    return of(source).text();
  }
}
