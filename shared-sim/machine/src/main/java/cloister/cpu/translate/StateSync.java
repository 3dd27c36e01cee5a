package cloister.cpu.translate;

import cloister.cpu.core.Core;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.Passage;

/** Gives the processor's state to regions in the frame, and takes it back. */
final class StateSync {
  /** Of a page fault: the refused instruction and the delivery. */
  static final int STEPS_OF_FAULT = 2;

  private final Core core;
  private final Frame frame;
  private final FramePorts ports;

  /** The way between rings whose end CS, SS and CPL do not show yet, or null. */
  private Passage.BetweenRings arrived;

  StateSync(Core core, Frame frame, FramePorts ports) {
    this.core = core;
    this.frame = frame;
    this.ports = ports;
  }

  /** Gives the general registers and the status flags. */
  void giveRegisters() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      frame.set(Frame.GENERAL + register, general[register]);
    }
    giveStatus();
  }

  void takeRegisters() {
    int[] general = core.general;
    for (int register = 0; register < 8; register++) {
      general[register] = frame.get(Frame.GENERAL + register);
    }
    takeStatus();
  }

  /** Takes what a gate needs of the registers. */
  void takeForGate() {
    core.general[Core.ESP] = frame.get(Frame.GENERAL + Core.ESP);
    takeStatus();
  }

  void giveFromGate() {
    frame.set(Frame.GENERAL + Core.ESP, core.general[Core.ESP]);
    giveStatus();
  }

  private void giveStatus() {
    frame.set(Frame.RESULT, core.flags.result());
    frame.set(Frame.CARRIES, core.flags.carries());
  }

  private void takeStatus() {
    core.flags.setStatus(frame.get(Frame.RESULT), frame.get(Frame.CARRIES));
  }

  /** Gives what ways between rings need to know. */
  void giveRings() {
    Segments segments = core.segments;
    int alignment = core.flags.system() & Eflags.AC;
    boolean checked = alignment != 0 && (core.cr0 & Core.CR0_AM) != 0;
    frame.set(Frame.OPEN_INWARDS, segments.hasAllStacks() ? 1 : 0);
    frame.set(Frame.OPEN_OUTWARDS, !checked && segments.keepsAllIn(3) ? 1 : 0);
    frame.set(Frame.TASK, segments.base[Segments.TR]);
    frame.set(Frame.STACK_SELECTOR, segments.selector[Segments.SS]);
  }

  /**
   * Gives what else decides how a region goes on.
   *
   * @param pageEip of the region
   */
  void giveSystem(int pageEip) {
    frame.set(Frame.REFUSED, 0);
    frame.set(Frame.LEFT, core.mostRetired - core.retired);
    frame.set(Frame.OFFSET, core.eip - pageEip);
    frame.set(Frame.SYSTEM, core.flags.system());
    frame.set(Frame.CR2, core.cr2);
    frame.set(Frame.PORTS, ports.allows(core.cpl == 3 ? 0 : core.cpl) ? 1 : 0);
    frame.set(Frame.PORTS_OF_USER, ports.allows(3) ? 1 : 0);
    boolean quiet =
        core.unnoticed() && !core.tracing() && !core.nmiBlocked && !core.interrupts.raised();
    frame.set(Frame.QUIET, quiet ? 1 : 0);
  }

  /** After something by which an interrupt may have come, or somebody may listen now. */
  void quietNoMore() {
    frame.set(Frame.QUIET, 0);
    if (core.tracing()) {
      frame.set(Frame.PORTS, 0);
      frame.set(Frame.PORTS_OF_USER, 0);
    }
  }

  /** A region has left by a way between rings. */
  void landBy(Passage.BetweenRings way) {
    arrived = way;
  }

  /**
   * Takes what every run of a region changes.
   *
   * @param pageEip that the offset it left with is in
   */
  void take(int pageEip) {
    takeButEip();
    core.eip = pageEip + frame.get(Frame.OFFSET);
  }

  void takeButEip() {
    int others = frame.get(Frame.OTHER_STEPS);
    if (others != 0) {
      frame.set(Frame.OTHER_STEPS, 0);
      core.passSteps(others);
      core.tally.faults += others / STEPS_OF_FAULT;
    }
    core.retired = core.mostRetired - frame.get(Frame.LEFT);
    core.flags.replaceSystem(frame.get(Frame.SYSTEM));
    showRing();
  }

  /** Loads what a way between rings has left to do. */
  void showRing() {
    if (arrived != null) {
      arrived.load(core);
      arrived = null;
    }
  }
}
