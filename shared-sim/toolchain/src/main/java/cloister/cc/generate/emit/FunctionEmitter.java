package cloister.cc.generate.emit;

import cloister.asm.report.Span;
import cloister.asm.value.Register;
import cloister.cc.code.CodeOperand;
import cloister.cc.code.Debug;
import cloister.cc.code.Item;
import cloister.cc.generate.machine.MachineBlock;
import cloister.cc.generate.machine.MachineFunction;
import cloister.cc.generate.machine.MachineInstruction;
import cloister.cc.generate.machine.Registers;
import cloister.cc.generate.machine.Slot;
import cloister.cc.report.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/** The items of one function's code: prologue, blocks, epilogues. */
public final class FunctionEmitter {
  private final MachineFunction function;
  private final TemplateParser parser;
  private final Frame frame;
  private final Encoder encoder;
  private final Marks marks;
  private final Diagnostics diagnostics;
  private final List<Item> items = new ArrayList<>();
  private Span head;
  private Span last;

  /**
   * For an allocated function.
   *
   * @param written the real registers that it writes
   * @param based true when EBP shall point to the frame
   */
  public FunctionEmitter(
      MachineFunction function,
      int written,
      boolean based,
      TemplateParser parser,
      Marks marks,
      Diagnostics diagnostics) {
    this.function = function;
    this.parser = parser;
    this.marks = marks;
    this.diagnostics = diagnostics;
    frame = new Frame(function, function.isNaked() ? 0 : written, based || function.usesFrame());
    encoder = new Encoder(frame);
  }

  /**
   * The code.
   *
   * @param unique begins with this number to count the pieces of inline assembly
   */
  public List<Item> emit(Span begin, int unique) {
    head = begin;
    position(begin);
    if (!function.isNaked()) {
      prologue();
    }
    if (marks.frames().wanted()) {
      // Debuggers take the second position of a function for the end of its prologue.
      last = null;
    }
    int count = unique;
    for (MachineBlock block : function.blocks()) {
      items.add(new Item.Label(block.label()));
      marks.ranges().pass(block.live(), items);
      for (MachineInstruction instruction : block.instructions()) {
        marks.blocks().pass(instruction.span(), items);
        inBody();
        position(instruction.span());
        if (instruction.text().isPresent()) {
          Template template = new Template(instruction, encoder, count++, diagnostics);
          items.addAll(parser.parse(template.expand(), instruction.span()));
        } else if (instruction.is("ret")) {
          epilogue(instruction);
        } else {
          items.add(encoder.instruction(instruction));
        }
        marks.ranges().pass(instruction.live(), items);
      }
    }
    marks.ranges().pass(new int[0], items);
    marks.blocks().end(items);
    return items;
  }

  /** Where a slot is. */
  public Debug.Where where(Slot slot, int offset) {
    return frame.isBased()
        ? new Debug.Where.FromBase(frame.fromBase(slot) + offset)
        : new Debug.Where.FromFrame(slot.offset() - 4 + offset);
  }

  /** The first statement has a position of its own even where the function begins in its line. */
  private void position(Span span) {
    boolean enters = head.equals(last) && !span.equals(head);
    if (last == null || enters || !span.sameLine(last)) {
      items.add(new Item.Position(span));
      last = span;
    }
  }

  private static CodeOperand register(int number) {
    return new CodeOperand.InRegister(Register.of(Register.Kind.DWORD, number));
  }

  private void add(String mnemonic, CodeOperand... operands) {
    items.add(Item.Instruction.of(mnemonic, operands));
  }

  private void prologue() {
    if (frame.isBased()) {
      add("push", register(Registers.EBP));
      marks.frames().from(Registers.ESP, 8, frame.held().subList(0, 1), items);
      add("mov", register(Registers.EBP), register(Registers.ESP));
      holding(1, 0);
    }
    int held = frame.isBased() ? 1 : 0;
    for (int saved : frame.saved()) {
      add("push", register(saved));
      holding(++held, 0);
    }
    if (frame.localBytes() > 0) {
      add("sub", register(Registers.ESP), new CodeOperand.Immediate(frame.localBytes()));
    }
  }

  /** The caller's frame is found past some registers and other bytes. */
  private void holding(int registers, int bytes) {
    int base = frame.isBased() ? Registers.EBP : Registers.ESP;
    int offset = frame.isBased() ? 8 : 4 + 4 * registers + bytes;
    marks.frames().from(base, offset, frame.held().subList(0, registers), items);
  }

  private void inBody() {
    if (!function.isNaked()) {
      holding(frame.held().size(), frame.localBytes() + encoder.pushed());
    }
  }

  private void released() {
    marks.frames().from(Registers.ESP, 4, List.of(), items);
  }

  private void epilogue(MachineInstruction ret) {
    if (!function.isNaked()) {
      release();
      items.add(encoder.instruction(ret));
    }
  }

  private void release() {
    List<Integer> saved = frame.saved();
    boolean local = frame.localBytes() > 0 || function.movesStack();
    if (local && frame.isBased()) {
      for (int i = 0; i < saved.size(); i++) {
        add("mov", register(saved.get(i)), Place.fromBase(-4 * i - 4));
      }
      add("leave");
      released();
      return;
    }
    if (local) {
      add("add", register(Registers.ESP), new CodeOperand.Immediate(frame.localBytes()));
      holding(frame.held().size(), 0);
    }
    for (int i = saved.size() - 1; i >= 0; i--) {
      add("pop", register(saved.get(i)));
      holding(i + (frame.isBased() ? 1 : 0), 0);
    }
    if (frame.isBased()) {
      add("pop", register(Registers.EBP));
      released();
    }
  }
}
