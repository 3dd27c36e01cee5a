package cloister.cc.generate.select;

import cloister.cc.ir.BasicBlock;
import cloister.cc.ir.IrFunction;
import cloister.cc.ir.Operand;
import cloister.cc.ir.Operand.Register;
import cloister.cc.ir.Operation;
import cloister.cc.ir.Operation.BinaryOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which operations are not made where they stand but where their result is read, as part of
 * the instruction that reads it: addresses, loads, comparisons. An operation can wait when nothing
 * that it reads is written meanwhile; then it could also be made on its own there, so that an
 * instruction that has no room for it loses nothing. What nobody reads is left out.
 */
final class Folding {
  /** Operations that wait for one another, so that selecting them recurses no deeper. */
  private static final int DEEPEST = 16;

  private final Graph graph;
  private final int[] definitions;

  /** How many operations wait between a register and the instruction that is made. */
  private final int[] depth;

  private final Operation[] only;
  private final Operation[] waiting;
  private final int[] reads;
  private final int[] lastRead;
  private final Operands.Use[] use;
  private final int[] nextWrite;
  private final boolean[] written;
  private final int[] segmentReads;
  private final boolean[] segmentLast;
  private final List<Integer> touched = new ArrayList<>();
  private BasicBlock block;
  private int nextStore;
  private boolean[] skipped = new boolean[0];
  private int[] readsBehind = new int[0];
  private boolean[] lastBehind = new boolean[0];

  Folding(IrFunction function, Graph graph) {
    this.graph = graph;
    int count = function.registerCount();
    definitions = new int[count];
    depth = new int[count];
    only = new Operation[count];
    waiting = new Operation[count];
    reads = new int[count];
    lastRead = new int[count];
    use = new Operands.Use[count];
    nextWrite = new int[count];
    written = new boolean[count];
    segmentReads = new int[count];
    segmentLast = new boolean[count];
    for (BasicBlock each : graph.blocks()) {
      for (BasicBlock.Instruction instruction : each.instructions()) {
        countDefinitions(instruction.operation());
      }
    }
  }

  private void countDefinitions(Operation operation) {
    new Operands() {
      @Override
      void read(Register register, Use use) {}

      @Override
      void write(Register register) {
        definitions[register.number()]++;
        only[register.number()] = operation;
      }
    }.visit(operation);
  }

  /** The operation that waits to be made where this register is read. */
  Operation waiting(Operand operand) {
    return operand instanceof Register register ? waiting[register.number()] : null;
  }

  /** True for one that is not made where it stands. */
  boolean skips(int position) {
    return skipped[position];
  }

  /** Goes over an operation that writes this register. */
  void pass(int register, int position) {
    segmentReads[register] = readsBehind[position];
    segmentLast[register] = lastBehind[position];
  }

  /** Counts a read; true when it was the last before the next write or the end of life. */
  boolean readAndDie(Register register) {
    int number = register.number();
    segmentReads[number]--;
    return isDead(number);
  }

  /** What {@link #readAndDie} will say. */
  boolean diesWithNextRead(Register register) {
    int number = register.number();
    return segmentReads[number] <= 1 && !(segmentLast[number] && graph.liveOut(block, number));
  }

  boolean isDead(int number) {
    return segmentReads[number] <= 0 && !(segmentLast[number] && graph.liveOut(block, number));
  }

  void prepare(BasicBlock next) {
    block = next;
    int count = block.instructions().size();
    skipped = new boolean[count + 1];
    readsBehind = new int[count + 1];
    lastBehind = new boolean[count + 1];
    for (int register : touched) {
      reads[register] = 0;
      depth[register] = 0;
      use[register] = null;
      written[register] = false;
      segmentReads[register] = 0;
      nextWrite[register] = 0;
    }
    touched.clear();
    nextStore = Integer.MAX_VALUE;
    Reader reader = new Reader();
    reader.position = count;
    reader.here = count;
    reader.visit(block.terminator());
    for (int i = count - 1; i >= 0; i--) {
      decide(block.instructions().get(i).operation(), i, reader);
    }
    for (int register : touched) {
      segmentLast[register] = !written[register];
    }
  }

  private void touch(int register) {
    if (use[register] == null && !written[register]) {
      touched.add(register);
    }
  }

  /** Notes the reads of an operation that happens at a position. */
  private final class Reader extends Operands {
    private int position;
    private int here;
    private int waiting;

    @Override
    void read(Register register, Use how) {
      int number = register.number();
      touch(number);
      lastRead[number] = reads[number] == 0 ? position : Math.max(lastRead[number], position);
      use[number] = reads[number] == 0 || use[number] == how ? how : Use.VALUE;
      reads[number]++;
      depth[number] = Math.max(depth[number], waiting);
      segmentReads[number]++;
    }

    @Override
    void write(Register register) {
      int number = register.number();
      if (skipped[here]) {
        return;
      }
      touch(number);
      readsBehind[here] = segmentReads[number];
      lastBehind[here] = !written[number];
      segmentReads[number] = 0;
      written[number] = true;
      nextWrite[number] = here;
    }
  }

  private void decide(Operation operation, int position, Reader reader) {
    Register result = Pure.result(operation);
    if (result != null && isUnread(result)) {
      skipped[position] = true;
      return;
    }
    reader.position = position;
    reader.here = position;
    reader.waiting = 0;
    if (result != null && canWait(operation, result, position)) {
      skipped[position] = true;
      waiting[result.number()] = operation;
      reader.position = lastRead[result.number()];
      reader.waiting = depth[result.number()] + 1;
    }
    int repeated = skipped[position] ? reads[result.number()] : 1;
    writeThenRead(operation, reader, repeated);
    if (Pure.writesMemory(operation)) {
      nextStore = position;
    }
  }

  /** Backwards, what an operation writes comes before what it reads. */
  private void writeThenRead(Operation operation, Reader reader, int repeated) {
    new Operands() {
      @Override
      void read(Register register, Use how) {}

      @Override
      void write(Register register) {
        reader.write(register);
      }
    }.visit(operation);
    new Operands() {
      @Override
      void read(Register register, Use how) {
        for (int i = 0; i < repeated; i++) {
          reader.read(register, how);
        }
      }

      @Override
      void write(Register register) {}
    }.visit(operation);
  }

  private boolean isUnread(Register register) {
    int number = register.number();
    return segmentReads[number] == 0 && (written[number] || !graph.liveOut(block, number));
  }

  private boolean canWait(Operation operation, Register result, int position) {
    int number = result.number();
    boolean deep = depth[number] >= DEEPEST;
    if (definitions[number] != 1 || graph.liveOut(block, number) || deep) {
      return false;
    }
    return waits(operation, number) && isUnchanged(operation, position, lastRead[number]);
  }

  private boolean waits(Operation operation, int result) {
    boolean once = reads[result] == 1;
    Operands.Use how = use[result];
    return switch (operation) {
      case Operation.Load load -> once && !load.isVolatile();
      case Operation.RealLoad load -> once && !load.isVolatile();
      case Operation.AddressOf address -> how == Operands.Use.ADDRESS && reads[result] <= 4;
      case Operation.Compare comparison -> once && how == Operands.Use.TEST;
      case Operation.RealFromInteger conversion ->
          once && conversion.high().isEmpty() && conversion.signed();
      case Operation.RealRound round -> once && how == Operands.Use.STORED;
      case Operation.Unary unary -> once && how == Operands.Use.STORED && isLoad(unary.operand());
      case Operation.Binary binary -> waits(binary, result);
      default -> false;
    };
  }

  private boolean waits(Operation.Binary binary, int result) {
    boolean once = reads[result] == 1;
    return switch (use[result]) {
      case ADDRESS -> isAddress(binary) && reads[result] <= 4;
      case TEST -> once && binary.operator() == BinaryOperator.AND;
      case STORED -> once && (isLoad(binary.left()) || isLoad(binary.right()));
      case COMBINED -> once && isShift(binary);
      case VALUE -> false;
    };
  }

  private static boolean isShift(Operation.Binary binary) {
    boolean logical =
        binary.operator() == BinaryOperator.SHIFT_LEFT
            || binary.operator() == BinaryOperator.SHIFT_RIGHT;
    return logical && binary.right() instanceof Operand.Literal;
  }

  /** What an address can have: a sum, or an index with its scale. */
  private static boolean isAddress(Operation.Binary binary) {
    boolean shift =
        binary.operator() == BinaryOperator.SHIFT_LEFT
            && binary.right() instanceof Operand.Literal count
            && count.value() >= 1
            && count.value() <= 3;
    return shift || Operands.isSum(binary);
  }

  /** True for a register that one load alone writes. */
  private boolean isLoad(Operand operand) {
    return operand instanceof Register register
        && definitions[register.number()] == 1
        && only[register.number()] instanceof Operation.Load;
  }

  private boolean isUnchanged(Operation operation, int from, int until) {
    boolean loads = operation instanceof Operation.Load || operation instanceof Operation.RealLoad;
    if (loads && nextStore < until) {
      return false;
    }
    boolean[] unchanged = {true};
    new Operands() {
      @Override
      void read(Register register, Use how) {
        int number = register.number();
        unchanged[0] &= !written[number] || nextWrite[number] >= until;
      }

      @Override
      void write(Register register) {}
    }.visit(operation);
    return unchanged[0];
  }
}
