package cloister.cc;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Diagnostics;
import cloister.message.Catalogue;
import cloister.message.EnglishWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a compilation had to say, as sentences with their place. */
public final class Problems {
  private static final Catalogue WORDS = EnglishWords.load();

  private Problems() {}

  /** Each as {@code LINE:COLUMN+LENGTH SEVERITY SENTENCE}. */
  public static List<String> of(Diagnostics diagnostics) {
    List<String> texts = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics.all()) {
      Span span = diagnostic.span();
      String place = span.line() + ":" + span.column() + "+" + span.length();
      String severity = diagnostic.severity().toString().toLowerCase(Locale.ROOT);
      texts.add(place + " " + severity + " " + WORDS.format(diagnostic.message()));
    }
    return texts;
  }
}
