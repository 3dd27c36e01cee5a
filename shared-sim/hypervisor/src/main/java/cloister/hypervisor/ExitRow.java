package cloister.hypervisor;

import java.util.ArrayList;
import java.util.List;

/** One exit of a guest, or a lie in the place of one, as far as its events have told of it. */
final class ExitRow {
  private static final int NONE = -1;

  /** The guest's own last step: the refused one, where one was, else that of the exit. */
  final int begun;

  /** The step in which the processor went over to the hypervisor. */
  final int entered;

  /** The step in which the hypervisor found out why; that of a lie. */
  final int left;

  final GuestLeft told;
  final GuestMisled lie;

  /** True when the processor has left the guest by a VM exit. */
  final boolean hardware;

  /** Of the exit, where it was one of VT-x. */
  int hardwareReason = NONE;

  /** What was done, in order, and in which steps. */
  final List<Done> done = new ArrayList<>();

  /** The last step in which the hypervisor was at work. */
  int worked;

  /** The step in which a guest was entered again. */
  int back = NONE;

  private ExitRow(int begun, int entered, int left, GuestLeft told, GuestMisled lie, VmExit exit) {
    this.begun = begun;
    this.entered = entered;
    this.left = left;
    this.told = told;
    this.lie = lie;
    hardware = exit != null;
    hardwareReason = exit == null ? NONE : exit.reason();
    worked = left;
  }

  static ExitRow of(int begun, int entered, int left, GuestLeft told, VmExit exit) {
    return new ExitRow(begun, entered, left, told, null, exit);
  }

  static ExitRow of(int step, GuestMisled lie) {
    return new ExitRow(step, step, step, null, lie, null);
  }

  int guest() {
    return lie == null ? told.guest() : lie.guest();
  }

  boolean isOver() {
    return back != NONE;
  }

  /** Instructions of the hypervisor, or -1 before the way back. */
  int cost() {
    return isOver() ? back - entered : NONE;
  }

  /** How it begins, as pages know it: only an instruction that is refused is tried. */
  String begins() {
    if (lie != null || hardware && told.reason() != ExitReason.CLOCK) {
      return "tries";
    }
    return switch (told.reason()) {
      case CLOCK -> "interrupted";
      case STEP -> "stepped";
      case CONTINUE, LOOK_UP, CALL_OUT, SIMULATION -> "calls";
      default -> begun < entered ? "tries" : "interrupted";
    };
  }

  /** What kind of exit it is, as pages know it. */
  String kind() {
    if (lie != null) {
      return "lie";
    }
    if (hardware) {
      return "vm-exit";
    }
    return switch (told.reason()) {
      case CONTINUE, LOOK_UP, CALL_OUT, SIMULATION ->
          done.contains(Done.CALLED) ? "hypercall" : "call-out";
      default -> done.contains(Done.CALLED) ? "hypercall" : "trap";
    };
  }
}
