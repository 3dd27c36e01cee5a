package cloister.cpu.trap;

import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.event.Event;
import cloister.event.Event.Source;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/** Delivers what is pending, and decides what a fault on the way becomes (SDM 3, table 7-5). */
public final class ExceptionDelivery {
  private final Core core;
  private final Delivery delivery;

  public ExceptionDelivery(Core core, Delivery delivery) {
    this.core = core;
    this.delivery = delivery;
  }

  public void deliverPending() {
    int vector = core.pendingVector;
    int errorCode = core.pendingErrorCode;
    int stackPointer = core.general[Core.ESP];
    core.pendingVector = Core.NOTHING_PENDING;
    core.pendingErrorCode = Fault.NO_ERROR_CODE;
    try {
      delivery.deliver(vector, Source.EXCEPTION, errorCode, core.eip);
      core.eip = core.nextEip;
      if (core.faultPending() && core.pendingVector != Exceptions.DB) {
        escalateInNewTask(vector, core.pendingVector);
      }
    } catch (Fault fault) {
      core.general[Core.ESP] = stackPointer;
      core.pendingVector = vector;
      core.pendingErrorCode = errorCode;
      escalate(vector, fault);
    }
  }

  /** A fault while delivering another becomes a double fault or a shutdown (SDM 3, table 7-5). */
  private void escalate(int first, Fault second) {
    if (core.nonRoot && core.virtualization.takes(second)) {
      return;
    }
    if (first == Exceptions.DF) {
      shutDown(second);
    } else if (isDouble(first, second.vector())) {
      core.raise(
          core.fault(
              Exceptions.DF, 0, second.rule(), second.first(), second.second(), second.third()));
    } else {
      core.raise(second);
    }
  }

  /** A task gate led to a task that cannot begin: its exception meets the one delivered. */
  private void escalateInNewTask(int first, int second) {
    if (first == Exceptions.DF) {
      shutDown(core.fault(second, Fault.NO_ERROR_CODE, Rule.TASK_SEGMENT));
    } else if (isDouble(first, second)) {
      core.raise(core.fault(Exceptions.DF, 0, Rule.TASK_SEGMENT));
    }
  }

  private void shutDown(Fault last) {
    if (core.nonRoot && core.virtualization.takesTripleFault()) {
      return;
    }
    core.shutDown = true;
    if (core.tracing(Families.FAULTS)) {
      core.emit(new Event.ShutDown(last.raisedAt(core.eip)));
    }
  }

  private static boolean isDouble(int first, int second) {
    boolean pageFault = first == Exceptions.PF;
    return (pageFault || isContributory(first)) && isContributory(second)
        || pageFault && second == Exceptions.PF;
  }

  private static boolean isContributory(int vector) {
    return switch (vector) {
      case Exceptions.DE, Exceptions.TS, Exceptions.NP, Exceptions.SS, Exceptions.GP -> true;
      default -> false;
    };
  }

  public void deliverExternal(int vector) {
    int stackPointer = core.general[Core.ESP];
    try {
      delivery.deliver(vector, Source.EXTERNAL, Fault.NO_ERROR_CODE, core.eip);
      core.eip = core.nextEip;
    } catch (Fault fault) {
      core.general[Core.ESP] = stackPointer;
      core.raise(fault);
    }
  }

  /**
   * Delivers what a VM entry brings along, as part of that entry (SDM 3, 26.6).
   *
   * @param returnEip what the handler will return to
   */
  public void inject(int vector, Source source, int errorCode, int returnEip) {
    int stackPointer = core.general[Core.ESP];
    try {
      delivery.deliver(vector, source, errorCode, returnEip);
    } catch (Fault fault) {
      core.general[Core.ESP] = stackPointer;
      escalate(source == Source.EXCEPTION ? vector : Core.NOTHING_PENDING, fault);
    }
  }
}
