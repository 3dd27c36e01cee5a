package cloister.cli;

import cloister.asm.AsmError;
import cloister.asm.Assembly;
import cloister.message.Catalogue;
import cloister.server.text.Sentences;
import java.io.PrintWriter;

/** Errors and warnings as compilers print them: {@code file:line:column: error: text}. */
final class AssemblyReport {
  private final PrintWriter out;
  private final Catalogue catalogue = Sentences.english();

  AssemblyReport(PrintWriter out) {
    this.out = out;
  }

  void print(Assembly assembly) {
    assembly.errors().forEach(error -> print("error", error));
    assembly.warnings().forEach(warning -> print("warning", warning));
  }

  private void print(String kind, AsmError error) {
    String place = error.file() + ":" + error.line() + ":" + error.column();
    out.println(place + ": " + kind + ": " + catalogue.format(error.message()));
  }
}
