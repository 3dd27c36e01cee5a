package cloister.cc.link;

import cloister.asm.report.Span;
import cloister.cc.report.Diagnostics;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;

/** Reads linker scripts. */
public final class ScriptParser {
  private final String file;
  private final Diagnostics diagnostics;

  public ScriptParser(String file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  public Optional<Script> parse(String text, String entry, boolean binary) {
    diagnostics.error(
        new Span(file, 1, 1, 0), Message.of("cc.usage.flag", Argument.code("flag", "-T")));
    return Optional.empty();
  }
}
