package cloister.cc.ir;

import cloister.asm.report.Span;
import cloister.cc.ir.Operand.Kind;
import cloister.cc.ir.Operand.Register;
import cloister.cc.tree.Symbol;
import java.util.ArrayList;
import java.util.List;

/** A function: its blocks, the entry first, with the homes of its variables. */
public final class IrFunction {
  private final Symbol.Function symbol;
  private final Span span;
  private final Span end;
  private final List<BasicBlock> blocks = new ArrayList<>();
  private final List<FrameObject> objects = new ArrayList<>();
  private final List<Home> homes = new ArrayList<>();
  private int registers;
  private int popped;
  private boolean mayReturnTwice;
  private int blockCount;

  /**
   * @param end the closing brace
   */
  public IrFunction(Symbol.Function symbol, Span span, Span end) {
    this.symbol = symbol;
    this.span = span;
    this.end = end;
  }

  /**
   * Where a variable is, for debuggers.
   *
   * @param place a register, or two, or the address of a frame object; empty when it is nowhere
   * @param scopeStart the opening brace of its block
   * @param scopeEnd the closing one
   */
  public record Home(
      Symbol.Variable variable, List<Operand> place, Span scopeStart, Span scopeEnd) {
    /** The same variable at another place. */
    public Home at(List<Operand> other) {
      return new Home(variable, other, scopeStart, scopeEnd);
    }
  }

  public Symbol.Function symbol() {
    return symbol;
  }

  public Span span() {
    return span;
  }

  public Span end() {
    return end;
  }

  /** The list itself: passes change it. */
  public List<BasicBlock> blocks() {
    return blocks;
  }

  public List<FrameObject> objects() {
    return objects;
  }

  public List<Home> homes() {
    return homes;
  }

  /** Bytes of the arguments that it takes from the stack when it returns. */
  public int popped() {
    return popped;
  }

  public void pops(int bytes) {
    popped = bytes;
  }

  /**
   * True when it calls what may return twice, as {@code setjmp} does: its own frame is what the
   * second return comes back to, and what the frame held must be there still.
   */
  public boolean mayReturnTwice() {
    return mayReturnTwice;
  }

  public void makeReturnTwice() {
    mayReturnTwice = true;
  }

  public int registerCount() {
    return registers;
  }

  public Register newRegister(Kind kind) {
    return new Register(registers++, kind);
  }

  /** Numbers of blocks are below it. */
  public int blockCount() {
    return blockCount;
  }

  /** A block that is not among the blocks until it is placed there. */
  public BasicBlock newBlock() {
    return new BasicBlock(blockCount++);
  }

  public FrameObject newObject(String name, int sizeBytes, int alignment) {
    FrameObject object = FrameObject.local(name, sizeBytes, alignment);
    objects.add(object);
    return object;
  }
}
