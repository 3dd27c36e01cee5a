package cloister.cc.generate.select;

import cloister.asm.report.Span;
import cloister.cc.generate.machine.JumpTable;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.MachineOperand;
import cloister.cc.generate.machine.MachineOperand.Memory;
import cloister.cc.generate.machine.MachineOperand.Number;
import cloister.cc.generate.machine.MachineOperand.Reg;
import cloister.cc.generate.machine.MachineOperand.SymbolValue;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import cloister.cc.ir.Address;
import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.FrameObject;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The function that is being selected: where code goes, and how operands become machine ones. */
final class Selection {
  final MachineFunction function;
  final Folding folding;
  final Labels labels;
  final RealPool constants;
  private final Map<FrameObject, Slot> slots = new LinkedHashMap<>();
  private final Map<FrameObject, Reg> aligned = new LinkedHashMap<>();
  private final Map<BasicBlock, MachineBlock> blocks = new LinkedHashMap<>();
  private final Addresses addresses = new Addresses(this);
  private Consumer<Operation> selector = operation -> {};
  private MachineBlock block;
  private Span span;

  Selection(MachineFunction function, Folding folding, Labels labels, RealPool constants) {
    this.function = function;
    this.folding = folding;
    this.labels = labels;
    this.constants = constants;
  }

  /** What makes an operation that was waiting. */
  void selector(Consumer<Operation> maker) {
    selector = maker;
  }

  MachineBlock block() {
    return block;
  }

  /** Goes on at the end of a block. */
  void enter(MachineBlock next) {
    block = next;
  }

  void at(Span place) {
    span = place;
  }

  MachineBlock newBlock() {
    return function.newBlock(labels.next());
  }

  MachineBlock blockOf(BasicBlock source) {
    return blocks.computeIfAbsent(source, any -> newBlock(source.symbol()));
  }

  private MachineBlock newBlock(Optional<String> symbol) {
    MachineBlock block = function.newBlock(symbol.orElseGet(labels::next));
    if (symbol.isPresent()) {
      block.makeNamed();
    }
    return block;
  }

  void table(JumpTable table) {
    function.tables().add(table);
  }

  MachineInstruction emit(String mnemonic, MachineOperand... operands) {
    return add(new MachineInstruction(mnemonic, span, operands));
  }

  MachineInstruction emit(String mnemonic, MachineOperand[] operands, int[] roles) {
    return add(new MachineInstruction(mnemonic, span, operands, roles));
  }

  private MachineInstruction add(MachineInstruction instruction) {
    block.instructions().add(instruction);
    return instruction;
  }

  Reg newRegister() {
    return function.newRegister();
  }

  Reg reg(Operand.Register register) {
    return Reg.of(Registers.FIRST_VIRTUAL + register.number());
  }

  Slot slot(FrameObject object) {
    return slots.computeIfAbsent(object, this::makeSlot);
  }

  private Slot makeSlot(FrameObject object) {
    if (object.isArgument()) {
      return Slot.argument(object.sizeBytes(), object.argumentOffset());
    }
    boolean over = object.alignment() > Slot.STACK_ALIGNMENT;
    int size = object.sizeBytes() + (over ? object.alignment() : 0);
    return function.newSlot(Math.max(size, 1), over ? 4 : object.alignment());
  }

  /** A register with the address of an object that is aligned more strictly than the stack. */
  Reg alignedAddress(FrameObject object) {
    return aligned.get(object);
  }

  void align(FrameObject object) {
    Reg address = newRegister();
    emit("lea", address, Memory.of(0, slot(object), object.alignment() - 1));
    emit("and", address, new Number(-object.alignment()));
    aligned.put(object, address);
  }

  Memory memory(Address address, int bits) {
    return addresses.memory(address, bits);
  }

  /** The address that a sum makes, to be computed with LEA. */
  Memory sum(Operand left, Operand right) {
    return addresses.sum(left, right);
  }

  /** Makes what waits for this register to be read. */
  void make(Operand operand) {
    Operation waiting = folding.waiting(operand);
    if (waiting != null) {
      selector.accept(waiting);
    }
  }

  /** A register or a constant. */
  MachineOperand value(Operand operand) {
    return switch (operand) {
      case Operand.Register register -> {
        make(register);
        yield reg(register);
      }
      case Operand.Literal literal -> new Number(literal.value());
      case Operand.SymbolAddress symbol -> new SymbolValue(symbol.symbol(), symbol.offset());
      case Operand.FrameAddress frame -> frameAddress(frame);
      case Operand.RealLiteral real -> throw new IllegalStateException("no word " + real);
    };
  }

  private Reg frameAddress(Operand.FrameAddress frame) {
    Reg to = newRegister();
    emit("lea", to, memory(Address.of(frame, 0), 0));
    return to;
  }

  /** A register, a constant, or memory from a load that waits. */
  MachineOperand source(Operand operand) {
    if (isMemory(operand)) {
      return memory(((Operation.Load) folding.waiting(operand)).from(), 32);
    }
    return value(operand);
  }

  /** True for a doubleword from memory that waits to be loaded. */
  boolean isMemory(Operand operand) {
    return folding.waiting(operand) instanceof Operation.Load load && load.bits() == 32;
  }

  /** A register that must not be written. */
  Reg register(Operand operand) {
    return inRegister(value(operand));
  }

  Reg inRegister(MachineOperand operand) {
    if (operand instanceof Reg register) {
      return register;
    }
    Reg to = newRegister();
    emit("mov", to, operand);
    return to;
  }

  /** A register or memory. */
  MachineOperand place(Operand operand) {
    MachineOperand source = source(operand);
    return source instanceof Memory ? source : inRegister(source);
  }

  /** The lowest byte, in a register that has a name for it. */
  Reg lowByte(Reg register) {
    Reg copy = newRegister();
    emit("mov", copy, register);
    return byteOf(copy);
  }

  Reg byteOf(Reg register) {
    if (register.isVirtual()) {
      function.byteOnly().set(register.number());
    }
    return register.withBits(8);
  }

  void move(Reg to, MachineOperand from) {
    if (!to.equals(from)) {
      emit("mov", to, from);
    }
  }

  /** An instruction whose destination is its left operand too. */
  void twoAddress(String mnemonic, Reg to, MachineOperand left, MachineOperand right) {
    if (!to.equals(left) && mentions(right, to)) {
      Reg result = newRegister();
      move(result, left);
      emit(mnemonic, result, right);
      move(to, result);
    } else {
      move(to, left);
      emit(mnemonic, to, right);
    }
  }

  static boolean mentions(MachineOperand operand, Reg register) {
    return operand instanceof Memory memory && memory.mentions(register.number())
        || operand instanceof Reg other && other.number() == register.number();
  }

  static Reg real(int number) {
    return Reg.of(number);
  }
}
