package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.Frame.Word;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * A part of the hypervisor that is instructions: ring-0 code that is asked first when a guest's
 * kernel was refused. The entry code's way back leads there, and its return leads to the entry
 * code.
 */
final class ExitHandler implements Saveable {
  private final Memory memory;

  /** Where it finds its way back. */
  private int back;

  private boolean asked;

  ExitHandler(Memory memory) {
    this.memory = memory;
  }

  void returnsTo(int address) {
    back = address;
  }

  boolean isThere() {
    return memory.read32(HostLayout.EXIT_HANDLER) != 0;
  }

  /** True until it has answered. */
  boolean isAsked() {
    return asked;
  }

  /** Puts the guest's registers aside, and makes the frame one that leads to the exitHandler. */
  void ask(Frame frame) {
    for (Word word : Word.values()) {
      memory.write32(aside(word), frame.get(word));
      frame.set(word, 0);
    }
    frame.set(Word.DS, HostLayout.DATA_SELECTOR);
    frame.set(Word.ES, HostLayout.DATA_SELECTOR);
    frame.set(Word.EBX, HostLayout.BASE + HostLayout.ASKED_FOR);
    frame.set(Word.EIP, memory.read32(HostLayout.EXIT_HANDLER));
    frame.set(Word.CS, HostLayout.CODE_SELECTOR);
    frame.set(Word.EFLAGS, Interrupts.RESERVED);
    // IRET within a ring takes three words: the next is on top of the stack then.
    frame.set(Word.ESP, back);
    asked = true;
  }

  /** The guest's registers, as the handler has left them. */
  void answer(Frame frame) {
    for (Word word : Word.values()) {
      frame.set(word, memory.read32(aside(word)));
    }
    int free = Interrupts.CARRY_TO_DIRECTION | Interrupts.KEPT_BY_RETURN;
    int eflags = frame.get(Word.EFLAGS) & free;
    frame.set(Word.EFLAGS, eflags | Interrupts.INTERRUPT | Interrupts.RESERVED);
    asked = false;
  }

  /** The guest's registers where it finds them. */
  int word(Word word) {
    return memory.read32(aside(word));
  }

  void fail() {
    asked = false;
  }

  private static int aside(Word word) {
    return HostLayout.ASKED_FOR + Integer.BYTES * word.ordinal();
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(back);
    out.writeBoolean(asked);
  }

  @Override
  public void load(StateReader in) {
    back = in.readInt();
    asked = in.readBoolean();
  }
}
