package cloister.cc.generate;

import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import cloister.cc.generate.allocate.Allocator;
import cloister.cc.generate.allocate.Placement;
import cloister.cc.generate.emit.Blocks;
import cloister.cc.generate.emit.CallFrames;
import cloister.cc.generate.emit.DataEmitter;
import cloister.cc.generate.emit.FunctionEmitter;
import cloister.cc.generate.emit.Layout;
import cloister.cc.generate.emit.Marks;
import cloister.cc.generate.emit.Peephole;
import cloister.cc.generate.emit.Ranges;
import cloister.cc.generate.emit.TemplateParser;
import cloister.cc.generate.machine.JumpTable;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.select.FunctionSelector;
import cloister.cc.generate.select.Labels;
import cloister.cc.generate.select.RealPool;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.IrModule;
import cloister.cc.report.Diagnostics;
import cloister.cc.tree.Program;
import cloister.cc.tree.Symbol;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes machine code of a translation unit in intermediate form. */
public final class Generator {
  private static final int CODE_ALIGNMENT = 16;

  private final GeneratorOptions options;
  private final TemplateParser parser;
  private final Diagnostics diagnostics;
  private final Labels labels = new Labels();
  private final RealPool constants = new RealPool(labels);
  private final List<Item> items = new ArrayList<>();
  private final List<Debug.Function> functions = new ArrayList<>();
  private final List<Symbol.Variable> globals = new ArrayList<>();

  /** A generator for one translation unit; what inline assembly asks for may be impossible. */
  public Generator(GeneratorOptions options, TemplateParser parser, Diagnostics diagnostics) {
    this.options = options;
    this.parser = parser;
    this.diagnostics = diagnostics;
  }

  public List<Item> items(IrModule module) {
    for (Program.Assembly assembly : module.assembly()) {
      items.add(Item.Section.TEXT);
      items.add(new Item.Position(assembly.span()));
      items.addAll(parser.parse(assembly.text(), assembly.span()));
    }
    for (IrFunction function : module.functions()) {
      if (!function.symbol().traits().inlineOnly()) {
        function(function);
      }
    }
    items.addAll(new DataEmitter().emit(module.objects()));
    module.aliases().forEach(this::alias);
    module.weak().forEach(name -> items.add(new Item.Visibility(name, Item.Binding.WEAK)));
    module.objects().forEach(object -> globals.add(object.variable()));
    items.addAll(constants.items());
    items.add(Item.Section.PLAIN_STACK);
    return items;
  }

  private void alias(Program.Alias alias) {
    String name =
        switch (alias.symbol()) {
          case Symbol.Function function -> function.assemblerName();
          case Symbol.Variable variable -> variable.assemblerName();
        };
    items.add(new Item.Visibility(name, alias.weak() ? Item.Binding.WEAK : Item.Binding.GLOBAL));
    items.add(new Item.Equate(name, alias.target(), 0));
  }

  /** What debuggers ask for, of what has been generated. */
  public Debug debug(List<Program.Typedef> typedefs) {
    return new Debug(functions, globals, typedefs);
  }

  private void function(IrFunction source) {
    FunctionSelector selector = new FunctionSelector(source, labels, constants);
    MachineFunction function = selector.select();
    boolean based = !options.omitFramePointer() || function.usesFrame();
    List<int[]> variables = VariablePlaces.registers(source);
    variables.forEach(each -> Arrays.stream(each).forEach(function.variables()::set));
    Placement placement = allocate(function, based);
    if (!placement.possible()) {
      refuse(source, function);
      return;
    }
    new Peephole().improve(function);
    new Layout(function).arrange(options.optimize(), options.optimize() && !options.compact());
    begin(source.symbol());
    Ranges ranges = new Ranges(variables, labels::next);
    Blocks blocks = new Blocks(options.debug() ? blocks(source) : List.of(), labels::next);
    CallFrames frames = new CallFrames(options.debug(), labels::next);
    Marks marks = new Marks(ranges, blocks, frames);
    FunctionEmitter emitter =
        new FunctionEmitter(function, placement.used(), based, parser, marks, diagnostics);
    items.addAll(emitter.emit(source.span(), items.size()));
    String name = source.symbol().assemblerName();
    String end = labels.next();
    items.add(new Item.Label(end));
    items.add(new Item.SymbolInfo(name, true, Item.SymbolInfo.TO_HERE));
    tables(function);
    VariablePlaces places =
        new VariablePlaces(source, selector, placement, emitter, ranges, blocks);
    functions.add(
        new Debug.Function(
            source.symbol(),
            name,
            end,
            source.span(),
            source.end(),
            places.variables(),
            blocks.scopes(),
            frames.all()));
  }

  /** The blocks inside the body that have variables. */
  private static List<Blocks.Block> blocks(IrFunction source) {
    List<Blocks.Block> blocks = new ArrayList<>();
    for (IrFunction.Home home : source.homes()) {
      Blocks.Block block = new Blocks.Block(home.scopeStart(), home.scopeEnd());
      if (!home.scopeEnd().equals(source.end()) && !blocks.contains(block)) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static Placement allocate(MachineFunction function, boolean based) {
    int allocatable =
        Registers.CALLER_SAVED | Registers.CALLEE_SAVED | (based ? 0 : 1 << Registers.EBP);
    return new Allocator(function, allocatable).allocate();
  }

  /** Only inline assembly can ask for too much: the piece with the most operands did. */
  private void refuse(IrFunction source, MachineFunction function) {
    MachineInstruction largest =
        function.blocks().stream()
            .flatMap(block -> block.instructions().stream())
            .filter(instruction -> instruction.text().isPresent())
            .max(Comparator.comparingInt(MachineInstruction::count))
            .orElseThrow(
                () -> new IllegalStateException("no registers for " + source.symbol().name()));
    diagnostics.error(largest.span(), Message.of("cc.generate.asm.registers"));
  }

  private void begin(Symbol.Function function) {
    Symbol.FunctionTraits traits = function.traits();
    String name = function.assemblerName();
    items.add(
        traits.section().isEmpty()
            ? Item.Section.TEXT
            : new Item.Section(traits.section(), "ax", Item.SectionType.BYTES));
    items.add(new Item.Align(Math.max(options.compact() ? 1 : CODE_ALIGNMENT, traits.alignment())));
    if (traits.weak()) {
      items.add(new Item.Visibility(name, Item.Binding.WEAK));
    } else if (!function.internal()) {
      items.add(new Item.Visibility(name, Item.Binding.GLOBAL));
    }
    items.add(new Item.Label(name));
  }

  private void tables(MachineFunction function) {
    if (function.tables().isEmpty()) {
      return;
    }
    items.add(Item.Section.READ_ONLY);
    items.add(new Item.Align(4));
    for (JumpTable table : function.tables()) {
      items.add(new Item.Label(table.label()));
      for (MachineBlock goal : table.goals()) {
        items.add(new Item.SymbolData(goal.label(), 0, 4, false));
      }
    }
  }
}
