package cloister.cc.driver;

import cloister.cc.dump.Pass;
import cloister.cc.dump.SyntaxText;
import cloister.cc.dump.TokenList;
import cloister.cc.dump.TreeText;
import cloister.cc.generate.emit.NasmText;
import cloister.cc.ir.IrText;
import java.util.Optional;

/** Shows what a pass makes of a source in C. */
final class Dump {
  private final Passes passes;
  private final String file;

  Dump(Passes passes, String file) {
    this.passes = passes;
    this.file = file;
  }

  /** The text, or nothing after errors. */
  Optional<String> of(Pass pass) {
    return switch (pass) {
      case TOKENS -> Optional.of(TokenList.of(passes.preprocess(file)));
      case SYNTAX -> passes.parse(file).map(SyntaxText::folded);
      case TREE -> passes.check(file).map(TreeText::of);
      case IR -> passes.check(file).map(program -> IrText.of(passes.lower(file, program)));
      case IR_OPTIMIZED ->
          passes
              .check(file)
              .map(program -> IrText.of(passes.optimize(passes.lower(file, program))));
      case CODE -> passes.compile(file).map(code -> new NasmText().print(code.items()));
    };
  }
}
