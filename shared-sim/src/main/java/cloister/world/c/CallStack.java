package cloister.world.c;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.paging.LinearView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The calls that led to where the machine stands, innermost first, by the chain of frames that EBP
 * begins (i386 psABI, 3-9).
 */
final class CallStack {
  private static final int MOST = 32;
  private static final int PUSH_EBP = 0x55;
  private static final int RET = 0xC3;
  private static final int RET_BYTES = 0xC2;

  private final Lines lines;
  private final Cpu cpu;
  private final LinearView memory;

  CallStack(Lines lines, Cpu cpu) {
    this.lines = lines;
    this.cpu = cpu;
    memory = cpu.linear();
  }

  /**
   * A call.
   *
   * @param address of the instruction that runs in it, or behind the one that called
   * @param returning true where it waits for a call
   * @param base EBP in it; missing in the kernel and while it makes its frame or has given it up
   */
  record Frame(int address, boolean returning, OptionalInt base) {}

  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    int eip = cpu.linearEip();
    int base = cpu.general[Core.EBP];
    boolean user = cpu.cpl() != 0 && lines.program().holds(eip);
    OptionalInt early = user ? returnSlot(eip) : OptionalInt.empty();
    if (!user) {
      frames.add(new Frame(eip, false, OptionalInt.empty()));
      walk(frames, base);
    } else if (early.isPresent()) {
      frames.add(new Frame(eip, false, OptionalInt.empty()));
      frames.add(new Frame(memory.read32(early.getAsInt()), true, OptionalInt.of(base)));
      walk(frames, base);
    } else {
      frames.add(new Frame(eip, false, OptionalInt.of(base)));
      walk(frames, base);
    }
    frames.removeIf(frame -> frame.returning() && !lines.program().holds(frame.address()));
    return frames;
  }

  /** The callers of the function whose frame this is. */
  private void walk(List<Frame> frames, int innermost) {
    int base = innermost;
    while (frames.size() < MOST) {
      int caller = memory.read32(base + 4);
      int next = memory.read32(base);
      if (!lines.program().holds(caller)) {
        return;
      }
      frames.add(new Frame(caller, true, OptionalInt.of(next)));
      if (Integer.compareUnsigned(next, base) <= 0) {
        return;
      }
      base = next;
    }
  }

  /** Where the return address is while EBP is still, or again, the caller's. */
  private OptionalInt returnSlot(int eip) {
    int esp = cpu.general[Core.ESP];
    int here = memory.read8(eip) & 0xFF;
    if (here == PUSH_EBP && lines.isEntry(eip) || here == RET || here == RET_BYTES) {
      return OptionalInt.of(esp);
    }
    boolean pushed = (memory.read8(eip - 1) & 0xFF) == PUSH_EBP && lines.isEntry(eip - 1);
    return pushed ? OptionalInt.of(esp + 4) : OptionalInt.empty();
  }
}
