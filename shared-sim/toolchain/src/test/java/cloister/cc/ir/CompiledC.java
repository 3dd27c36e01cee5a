package cloister.cc.ir;

import cloister.cc.check.Checker;
import cloister.cc.check.Dialect;
import cloister.cc.lex.Token;
import cloister.cc.lower.Lowering;
import cloister.cc.lower.LoweringOptions;
import cloister.cc.parse.Limits;
import cloister.cc.parse.Parser;
import cloister.cc.preprocess.Options;
import cloister.cc.preprocess.Preprocessor;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** C in intermediate form. */
public final class CompiledC {
  private static final String HEADERS = "../toolchain/src/main/libc/include";

  private CompiledC() {}

  /**
   * @param inMemory true to keep every variable in the frame
   */
  public static IrModule of(String text, boolean inMemory) {
    return new Lowering(new LoweringOptions(inMemory)).module("test.c", program(text));
  }

  public static Program program(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Options options = Options.none().includeSystem(HEADERS);
    Preprocessor preprocessor =
        new Preprocessor(
            options,
            name -> name.equals("test.c") ? Optional.of(text) : read(Path.of(name)),
            diagnostics);
    List<Token> tokens = preprocessor.preprocess("test.c");
    Program program =
        new Checker(diagnostics, Dialect.PLAIN)
            .program(new Parser(tokens, diagnostics, Limits.OF_A_BROWSER).source());
    if (diagnostics.anyError()) {
      throw new UnsupportedOperationException("refused: " + diagnostics.all());
    }
    return program;
  }

  private static Optional<String> read(Path path) {
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
