package cloister.world.c;

import cloister.cpu.Cpu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.paging.LinearView;
import cloister.cpu.paging.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The calls that led to where the machine stands, innermost first, as {@link FrameRules} finds each
 * caller's frame.
 */
final class CallStack {
  private static final int MOST = 32;
  private static final int RING_3 = 3;

  /** Words above ESP in which a call is looked for when no code is where the machine stands. */
  private static final int SEARCHED = 32;

  /** Where a task-state segment has ring 0's stack (SDM vol. 3, figure 8-2). */
  private static final int ESP0 = 4;

  /** How far below ring 0's first word an interrupt from ring 3 leaves these (figure 6-4). */
  private static final int ESP = 8;

  private static final int CS = 16;
  private static final int EIP = 20;

  private final Cpu cpu;
  private final LinearView memory;
  private final FrameRules rules;

  CallStack(Lines lines, Cpu cpu, OpcodeTable opcodes) {
    rules = new FrameRules(lines, opcodes);
    this.cpu = cpu;
    memory = cpu.linear();
  }

  /**
   * A call.
   *
   * @param address of the instruction that runs in it, or behind the one that called
   * @param returning true where it waits for a call
   * @param kernel true for the kernel, which has interrupted what stands below
   * @param esp in it, or before its call; missing in the kernel
   * @param base EBP in it; missing in the kernel and while it makes its frame or has given it up
   * @param canonical ESP before it was called, where its arguments lie; missing where not known
   */
  record Frame(
      int address,
      boolean returning,
      boolean kernel,
      OptionalInt esp,
      OptionalInt base,
      OptionalInt canonical) {
    static Frame ofKernel(int address) {
      return new Frame(
          address, false, true, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    static Frame ofNoFunction(int address, int esp) {
      return new Frame(
          address, false, false, OptionalInt.of(esp), OptionalInt.empty(), OptionalInt.empty());
    }

    /** An address in the instruction that runs or calls. */
    int inside() {
      return returning ? address - 1 : address;
    }
  }

  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    int eip = cpu.linearEip();
    int esp = cpu.general[Core.ESP];
    if (cpu.cpl() != RING_3) {
      frames.add(Frame.ofKernel(eip));
      boolean hasTask = cpu.segments.selector[Segments.TR] != 0;
      int saved = hasTask ? memory.read32(cpu.segments.base[Segments.TR] + ESP0) : 0;
      boolean interrupted = hasTask && (memory.read32(saved - CS) & RING_3) == RING_3;
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
    Optional<StackState> state = rules.at(eip);
    if (state.isEmpty()) {
      frames.add(Frame.ofNoFunction(eip, esp));
      lost(frames, esp);
      return;
    }
    Call call = new Call(eip, state.get(), esp, cpu.general[Core.EBP]);
    frames.add(call.frame(false));
    callers(frames, call);
  }

  /** Where there is no code, whoever called it left a return address on the stack. */
  private void lost(List<Frame> frames, int esp) {
    for (int i = 0; i < SEARCHED; i++) {
      int slot = esp + 4 * i;
      Optional<Call> caller = caller(slot + 4, cpu.general[Core.EBP]);
      if (caller.isPresent()) {
        frames.add(caller.get().frame(true));
        callers(frames, caller.get());
        return;
      }
    }
  }

  private void callers(List<Frame> frames, Call innermost) {
    Optional<Call> call = caller(innermost);
    while (call.isPresent() && frames.size() < MOST) {
      frames.add(call.get().frame(true));
      call = caller(call.get());
    }
  }

  private Optional<Call> caller(Call call) {
    OptionalInt canonical = call.canonical();
    if (canonical.isEmpty() || Integer.compareUnsigned(canonical.getAsInt(), call.esp()) <= 0) {
      return Optional.empty();
    }
    OptionalInt saved = call.state().savedBase();
    int base = saved.isPresent() ? word(canonical.getAsInt() - saved.getAsInt()) : call.ebp();
    return caller(canonical.getAsInt(), base);
  }

  /** The call whose return address lies right below where ESP was before it. */
  private Optional<Call> caller(int canonical, int ebp) {
    int address = word(canonical - 4);
    return rules.ofCall(address).map(state -> new Call(address, state, canonical, ebp));
  }

  private int word(int address) {
    return memory.physical(address) == Paging.NOT_MAPPED ? 0 : memory.read32(address);
  }

  /** A function and the registers at its instruction, or before the call that it waits for. */
  private record Call(int address, StackState state, int esp, int ebp) {
    /** Where ESP was before the function was called. */
    OptionalInt canonical() {
      if (state.depth() != StackState.UNKNOWN) {
        return OptionalInt.of(esp + state.depth());
      }
      return state.hasFrame() ? OptionalInt.of(ebp + state.base()) : OptionalInt.empty();
    }

    Frame frame(boolean returning) {
      return new Frame(address, returning, false, OptionalInt.of(esp), base(), canonical());
    }

    /** What EBP is while the function has a frame. */
    private OptionalInt base() {
      OptionalInt canonical = canonical();
      return canonical.isPresent() && state.hasFrame()
          ? OptionalInt.of(canonical.getAsInt() - state.base())
          : OptionalInt.empty();
    }
  }
}
