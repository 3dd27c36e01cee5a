package cloister.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.asm.report.Span;
import cloister.cc.Corpus.Expectation;
import cloister.cc.report.Diagnostic;
import cloister.cc.report.Severity;
import cloister.message.Catalogue;
import cloister.message.EnglishWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Of a wrong program the compiler says what is wrong, how grave it is, and exactly where. */
class ErrorsTest {
  private static final Catalogue WORDS = EnglishWords.load();

  @Test
  void wrongProgramsGetTheirMessageAtItsPlace() {
    List<String> problems = new ArrayList<>();
    for (Path file : Corpus.errors()) {
      Ours.Made made = Ours.make(file.toAbsolutePath().getParent(), command(file));
      Expectation expected = Corpus.expectation(file);
      List<Diagnostic> said = made.diagnostics().all();
      if (said.stream().noneMatch(one -> fits(expected, one)) || !isAll(expected, said)) {
        problems.add(file.getFileName() + " " + expected + " " + Problems.of(made.diagnostics()));
      }
    }
    assertEquals("", String.join("\n", problems));
  }

  /** What only warns makes an object all the same, and what is wrong makes none. */
  @Test
  void errorsAloneKeepObjectsFromBeingMade() {
    List<String> problems = new ArrayList<>();
    for (Path file : Corpus.errors()) {
      Ours.Made made = Ours.make(file.toAbsolutePath().getParent(), command(file));
      if (made.diagnostics().anyError() != Corpus.expectation(file).isError()) {
        problems.add(file.getFileName() + " " + Problems.of(made.diagnostics()));
      }
    }
    assertEquals("", String.join("\n", problems));
  }

  private static List<String> command(Path file) {
    return List.of("-c", file.getFileName().toString());
  }

  /** What follows from a mistake is not told as another one. */
  private static boolean isAll(Expectation expected, List<Diagnostic> said) {
    long count = said.stream().filter(one -> one.severity() != Severity.NOTE).count();
    return expected.count() == 0 || count == expected.count();
  }

  private static boolean fits(Expectation expected, Diagnostic one) {
    Span span = one.span();
    String sentence = WORDS.format(one.message()).toLowerCase(Locale.ROOT);
    return span.line() == expected.line()
        && span.column() == expected.column()
        && (one.severity() == Severity.ERROR) == expected.isError()
        && expected.words().stream().allMatch(w -> sentence.contains(w.toLowerCase(Locale.ROOT)));
  }
}
