package cloister.cc.generate.select;

import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import cloister.cc.type.Type;
import java.util.List;
import java.util.Optional;

/** Selects the instructions of one function. */
public final class FunctionSelector {
  private final IrFunction source;
  private final MachineFunction function;
  private final Graph graph;
  private final Folding folding;
  private final Selection selection;
  private final Words words;
  private final WideWords wideWords;
  private final MemoryAccess memory;
  private final Reals reals;
  private final Calls calls;
  private final InlineAssembly assembly;
  private final Branches branches;

  public FunctionSelector(IrFunction source, Labels labels, RealPool constants) {
    this.source = source;
    function = new MachineFunction(Registers.FIRST_VIRTUAL + source.registerCount());
    graph = new Graph(source);
    function.rest(Calls.rest(graph));
    if (source.symbol().traits().naked()) {
      function.makeNaked();
    }
    folding = new Folding(source, graph);
    selection = new Selection(function, folding, labels, constants);
    Comparisons comparisons = new Comparisons(selection);
    words = new Words(selection, comparisons);
    wideWords = new WideWords(selection, comparisons, words);
    memory = new MemoryAccess(selection);
    reals =
        new Reals(selection, new FloatingStack(selection, FormatInference.formats(source, graph)));
    calls = new Calls(selection, reals);
    assembly = new InlineAssembly(selection, reals);
    branches = new Branches(selection, comparisons, reals, calls, assembly, source.popped());
    selection.selector(this::select);
  }

  public MachineFunction select() {
    MachineBlock entry = selection.newBlock();
    function.blocks().add(entry);
    selection.enter(entry);
    selection.at(source.span());
    incoming();
    for (FrameObject object : source.objects()) {
      if (object.alignment() > Slot.STACK_ALIGNMENT && !object.isArgument()) {
        selection.align(object);
      }
    }
    entry.goesTo(selection.blockOf(graph.blocks().getFirst()));
    for (BasicBlock block : graph.blocks()) {
      select(block);
    }
    return function;
  }

  /** Arguments leave their registers before these are used for anything else. */
  private void incoming() {
    for (BasicBlock.Instruction one : graph.blocks().getFirst().instructions()) {
      if (one.operation() instanceof Operation.Incoming(Operand.Register to, var from)) {
        selection.move(selection.reg(to), Calls.place(from));
      }
    }
  }

  /** The place of a frame object, for debuggers. */
  public Slot slot(FrameObject object) {
    return selection.slot(object);
  }

  /** A real variable's slot, when it has its type's format. */
  public Optional<Slot> realSlot(Operand.Register register, Type type) {
    boolean same = reals.stack().format(register).bytes() == type.size();
    return same ? Optional.ofNullable(reals.stack().slotIfMade(register)) : Optional.empty();
  }

  private void select(BasicBlock block) {
    MachineBlock target = selection.blockOf(block);
    function.blocks().add(target);
    selection.enter(target);
    folding.prepare(block);
    reals.enterBlock();
    List<BasicBlock.Instruction> instructions = block.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      if (!folding.skips(i)) {
        selection.at(instructions.get(i).span());
        reals.at(i);
        select(instructions.get(i).operation());
      }
    }
    selection.at(block.endSpan());
    reals.at(instructions.size());
    branches.end(block.terminator());
  }

  private void select(Operation operation) {
    switch (operation) {
      case Operation.Copy o -> {
        if (o.to().kind() == Operand.Kind.REAL) {
          reals.copy(o);
        } else {
          words.copy(o);
        }
      }
      case Operation.Binary o -> words.binary(o);
      case Operation.Unary o -> words.unary(o);
      case Operation.Compare o -> words.compare(o);
      case Operation.Extend o -> words.extend(o);
      case Operation.MultiplyLong o -> words.multiplyLong(o);
      case Operation.Bits o -> words.bits(o);
      case Operation.WideBinary o -> wideWords.binary(o);
      case Operation.WideNegate o -> wideWords.negate(o);
      case Operation.WideCompare o -> wideWords.compare(o);
      case Operation.Call o -> calls.call(o);
      case Operation.Assembly o -> assembly.select(o, List.of());
      default -> selectOther(operation);
    }
  }

  private void selectOther(Operation operation) {
    switch (operation) {
      case Operation.Load o -> memory.load(o);
      case Operation.Store o -> memory.store(o);
      case Operation.AddressOf o -> memory.addressOf(o);
      case Operation.CopyBlock o -> memory.copyBlock(o.to(), o.from(), o.bytes());
      case Operation.ClearBlock o -> memory.clearBlock(o);
      case Operation.Allocate o -> memory.allocate(o);
      case Operation.SaveStack o -> memory.saveStack(o);
      case Operation.RestoreStack o -> memory.restoreStack(o);
      case Operation.FrameValue o -> memory.frameValue(o);
      case Operation.BlockAddress o -> memory.blockAddress(o);
      case Operation.Incoming o -> {}
      case Operation.RealLoad o -> reals.load(o);
      case Operation.RealStore o -> reals.store(o);
      case Operation.RealBinary o -> reals.binary(o);
      case Operation.RealUnary o -> reals.unary(o);
      case Operation.RealRound o -> reals.round(o);
      case Operation.RealCompare o -> reals.compare(o);
      case Operation.RealFromInteger o -> reals.fromInteger(o);
      case Operation.RealToInteger o -> reals.toInteger(o);
      default -> throw new IllegalStateException("no operation here: " + operation);
    }
  }
}
