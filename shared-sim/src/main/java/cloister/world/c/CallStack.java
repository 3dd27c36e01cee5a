package cloister.world.c;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.LinearView;
import cloister.cpu.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The calls that led to where the machine stands, innermost first, by the chain of frames that EBP
 * begins (i386 psABI, 3-9).
 */
final class CallStack {
  private static final int MOST = 32;
  private static final int RING_3 = 3;

  /** Words above ESP in which the chain's beginning is looked for. */
  private static final int SEARCHED = 32;

  /** Bytes of stack that a frame may be above ESP. */
  private static final int DEEPEST = 1 << 20;

  /** Where a task-state segment has ring 0's stack (SDM vol. 3, figure 8-2). */
  private static final int ESP0 = 4;

  /** How far below ring 0's first word an interrupt from ring 3 leaves these (figure 6-4). */
  private static final int ESP = 8;

  private static final int CS = 16;
  private static final int EIP = 20;
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
   * @param kernel true for the kernel, which has interrupted what stands below
   * @param base EBP in it; missing in the kernel and while it makes its frame or has given it up
   */
  record Frame(int address, boolean returning, boolean kernel, OptionalInt base) {}

  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    int eip = cpu.linearEip();
    int esp = cpu.general[Core.ESP];
    if (cpu.cpl() != RING_3) {
      frames.add(new Frame(eip, false, true, OptionalInt.empty()));
      int saved = cpu.linear().read32(cpu.segments.base[Segments.TR] + ESP0);
      boolean interrupted = (memory.read32(saved - CS) & RING_3) == RING_3;
      if (!interrupted) {
        return frames;
      }
      eip = memory.read32(saved - EIP);
      esp = memory.read32(saved - ESP);
    }
    user(frames, eip, esp);
    return frames;
  }

  private void user(List<Frame> frames, int eip, int esp) {
    OptionalInt early = returnSlot(eip, esp);
    OptionalInt base = base(esp);
    if (early.isPresent()) {
      frames.add(new Frame(eip, false, false, OptionalInt.empty()));
      int caller = memory.read32(early.getAsInt());
      if (lines.program().holds(caller)) {
        frames.add(new Frame(caller, true, false, base));
      }
    } else {
      boolean own = base.isPresent() && base.getAsInt() == cpu.general[Core.EBP];
      frames.add(new Frame(eip, false, false, own ? base : OptionalInt.empty()));
    }
    base.ifPresent(innermost -> walk(frames, innermost));
  }

  /**
   * The innermost frame: EBP's, or, where EBP holds something else (an argument of a system call),
   * the first word on the stack that begins a chain.
   */
  private OptionalInt base(int esp) {
    if (isFrame(cpu.general[Core.EBP], esp)) {
      return OptionalInt.of(cpu.general[Core.EBP]);
    }
    for (int i = 0; i < SEARCHED; i++) {
      int word = memory.read32(esp + 4 * i);
      if (isFrame(word, esp)) {
        return OptionalInt.of(word);
      }
    }
    return OptionalInt.empty();
  }

  private boolean isFrame(int base, int esp) {
    int distance = base - esp;
    return distance >= 0
        && distance < DEEPEST
        && memory.physical(base) != Paging.NOT_MAPPED
        && lines.program().holds(memory.read32(base + 4));
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
      frames.add(new Frame(caller, true, false, OptionalInt.of(next)));
      if (Integer.compareUnsigned(next, base) <= 0) {
        return;
      }
      base = next;
    }
  }

  /** Where the return address is while EBP is still, or again, the caller's. */
  private OptionalInt returnSlot(int eip, int esp) {
    if (!lines.program().holds(eip)) {
      return OptionalInt.empty();
    }
    int here = memory.read8(eip) & 0xFF;
    if (here == PUSH_EBP && lines.isEntry(eip) || here == RET || here == RET_BYTES) {
      return OptionalInt.of(esp);
    }
    boolean pushed = (memory.read8(eip - 1) & 0xFF) == PUSH_EBP && lines.isEntry(eip - 1);
    return pushed ? OptionalInt.of(esp + 4) : OptionalInt.empty();
  }
}
