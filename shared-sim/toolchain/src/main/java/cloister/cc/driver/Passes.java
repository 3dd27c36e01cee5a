package cloister.cc.driver;

import static cloister.message.Argument.code;

import cloister.asm.encode.InstructionSet;
import cloister.asm.report.Span;
import cloister.cc.assemble.Assembled;
import cloister.cc.assemble.ObjectAssembler;
import cloister.cc.check.Checker;
import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import cloister.cc.gas.GasParser;
import cloister.cc.gas.Sources;
import cloister.cc.generate.Generator;
import cloister.cc.generate.GeneratorOptions;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.lex.Token;
import cloister.cc.lower.Lowering;
import cloister.cc.lower.LoweringOptions;
import cloister.cc.optimize.Optimization;
import cloister.cc.parse.Parser;
import cloister.cc.preprocess.Preprocessor;
import cloister.cc.preprocess.SourceProvider;
import cloister.cc.report.Diagnostics;
import cloister.cc.syntax.Source;
import cloister.cc.tree.Program;
import cloister.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * The passes over one source, in their order: preprocess and lex, parse, type, lower and optimize,
 * generate, assemble. Errors end it before anything is generated.
 */
public final class Passes {
  private final InstructionSet set;
  private final CompileOptions options;
  private final SourceProvider texts;
  private final Sources included;
  private final Diagnostics diagnostics;

  /** For sources whose assembly includes nothing. */
  public Passes(
      InstructionSet set, CompileOptions options, SourceProvider texts, Diagnostics diagnostics) {
    this(set, options, texts, Sources.NONE, diagnostics);
  }

  /**
   * @param texts sources and headers
   * @param included what assembly includes
   */
  public Passes(
      InstructionSet set,
      CompileOptions options,
      SourceProvider texts,
      Sources included,
      Diagnostics diagnostics) {
    this.set = set;
    this.options = options;
    this.texts = texts;
    this.included = included;
    this.diagnostics = diagnostics;
  }

  /** Machine code of a source, with what a debugger asks for. */
  public record Compiled(List<Item> items, Debug debug) {}

  public List<Token> preprocess(String file) {
    return new Preprocessor(options.preprocess(), texts, diagnostics).preprocess(file);
  }

  /** The macros that are defined at the end of a source, as directives. */
  public String macros(String file) {
    Preprocessor preprocessor = new Preprocessor(options.preprocess(), texts, diagnostics);
    preprocessor.preprocess(file);
    return preprocessor.macros();
  }

  /** What was written, or nothing when it cannot be read far enough to be of use. */
  public Optional<Source> parse(String file) {
    List<Token> tokens = preprocess(file);
    if (diagnostics.anyError()) {
      return Optional.empty();
    }
    // What the parser could not read is a hole in the tree; the rest is worth checking.
    Source source = new Parser(tokens, diagnostics, options.limits()).source();
    return diagnostics.full() ? Optional.empty() : Optional.of(source);
  }

  /** The typed program, or nothing after errors. */
  public Optional<Program> check(String file) {
    Optional<Program> program =
        parse(file).map(source -> new Checker(diagnostics, options.dialect()).program(source));
    return diagnostics.anyError() ? Optional.empty() : program;
  }

  /** The program in three-address code. */
  public IrModule lower(String file, Program program) {
    LoweringOptions how =
        new LoweringOptions(options.optimize() == 0, options.dialect().ordinary(), options.debug());
    return new Lowering(how).module(file, program);
  }

  /** The same code made better, as far as the options say. */
  public IrModule optimize(IrModule module) {
    return new Optimization(options.optimize()).module(module);
  }

  /** Machine code, or nothing after errors. */
  public Optional<Compiled> compile(String file) {
    Optional<Program> program = check(file);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    boolean inMemory = options.optimize() == 0;
    IrModule module = optimize(lower(file, program.get()));
    reportForbidden(program.get(), module);
    GasParser assembly = new GasParser(set, included, diagnostics);
    Generator generator =
        new Generator(
            new GeneratorOptions(
                options.omitFramePointer(), !inMemory, options.optimize() == 1, options.debug()),
            assembly::parse,
            diagnostics);
    Compiled compiled =
        new Compiled(generator.items(module), generator.debug(program.get().typedefs()));
    return diagnostics.anyError() ? Optional.empty() : Optional.of(compiled);
  }

  /** Says of each call that is left what the function's attribute says. */
  private void reportForbidden(Program program, IrModule module) {
    if (program.forbidden().isEmpty()) {
      return;
    }
    for (IrFunction function : module.functions()) {
      for (BasicBlock block : function.blocks()) {
        for (BasicBlock.Instruction one : block.instructions()) {
          if (one.operation() instanceof Operation.Call call
              && call.callee() instanceof Operand.SymbolAddress symbol) {
            program.forbidden().stream()
                .filter(rule -> rule.symbol().equals(symbol.symbol()))
                .forEach(rule -> reportForbidden(rule, one.span()));
          }
        }
      }
    }
  }

  private void reportForbidden(Program.Forbidden rule, Span span) {
    Message message =
        Message.of(
            "cc.type.call.forbidden", code("name", rule.symbol()), code("text", rule.text()));
    if (rule.error()) {
      diagnostics.error(span, message);
    } else {
      diagnostics.warn(span, message);
    }
  }

  /** Machine code of a source in assembly. */
  public List<Item> readAssembly(String file, String text) {
    return new GasParser(set, included, diagnostics).parseFile(file, text);
  }

  /** The object of machine code, or nothing after errors. */
  public Optional<Assembled> assemble(String object, List<Item> items) {
    Assembled assembled = new ObjectAssembler(set, diagnostics).assembleWithPlaces(object, items);
    return diagnostics.anyError() ? Optional.empty() : Optional.of(assembled);
  }

  /** Where a whole file is meant. */
  static Span at(String file) {
    return Span.whole(file);
  }
}
