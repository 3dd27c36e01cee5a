package cloister.cpu.trap;

import cloister.bits.Bits;
import cloister.cpu.access.DataPath;
import cloister.cpu.access.LinearMemory;
import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;
import cloister.cpu.core.Virtualization;
import cloister.cpu.paging.Access;
import cloister.cpu.paging.Paging;
import cloister.cpu.seg.DescriptorTables;
import cloister.cpu.seg.SegmentDescriptor;
import cloister.cpu.seg.Selector;
import cloister.event.Event;
import cloister.event.Event.Switch;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/**
 * The hardware task switch (SDM 3, 8.3). Up to the point where the new task's state is loaded a
 * refusal changes nothing; after it, a refusal is the new task's exception.
 */
public final class TaskSwitch {
  private static final int LINK_BYTES = 2;

  private final Core core;
  private final DataPath data;
  private final LinearMemory memory;
  private final DescriptorTables tables;
  private final Paging paging;
  private final TaskSegments newSegments;

  public TaskSwitch(
      Core core, DataPath data, LinearMemory memory, DescriptorTables tables, Paging paging) {
    this.core = core;
    this.data = data;
    this.memory = memory;
    this.tables = tables;
    this.paging = paging;
    newSegments = new TaskSegments(core, tables);
  }

  /** A far jump or call to a TSS descriptor, whose privilege the caller has not checked. */
  void direct(int selector, SegmentDescriptor task, Switch by) {
    checkPrivilege(selector, task.dpl());
    enter(selector, by, 0);
  }

  /** A far jump or call through a task gate. */
  void throughGate(int selector, SegmentDescriptor gate, Switch by) {
    checkPrivilege(selector, gate.dpl());
    requirePresent(selector, gate, 0);
    enter(gate.asGate().selector(), by, 0);
  }

  /** Checks a task that must be available and switches to it. */
  private void enter(int selector, Switch by, int external) {
    SegmentDescriptor task = available(selector, external);
    run(selector, task, by, external, core.nextEip, core.flags.eflags(), Fault.NO_ERROR_CODE);
  }

  /**
   * An interrupt or exception through a task gate.
   *
   * @param flags as the old task saves them
   */
  void interrupt(int selector, int external, int returnEip, int flags, int errorCode) {
    SegmentDescriptor task = available(selector, external);
    run(selector, task, Switch.INTERRUPT, external, returnEip, flags, errorCode);
  }

  /** IRET with NT set: back to the task that the current one is linked to. */
  void back() {
    int link = memory.readSystem16(core.segments.base[Segments.TR]);
    core.witness.moved("link", false, core.segments.base[Segments.TR], 2, link);
    int errorCode = Selector.errorCode(link);
    boolean global = !Selector.inLocalTable(link);
    core.require(global, Exceptions.TS, errorCode, Rule.TASK_SELECTOR, link, 0, 0);
    SegmentDescriptor task = tables.read(link, Exceptions.TS, 0);
    core.require(task.isBusyTss(), Exceptions.TS, errorCode, Rule.TASK_TYPE, link, task.type(), 0);
    requirePresent(link, task, 0);
    int flags = core.flags.eflags();
    run(link, task, Switch.RETURN, 0, core.nextEip, flags, Fault.NO_ERROR_CODE);
  }

  private void checkPrivilege(int selector, int dpl) {
    int rpl = Selector.rpl(selector);
    boolean open = Math.max(core.cpl, rpl) <= dpl;
    int errorCode = Selector.errorCode(selector);
    core.require(open, Exceptions.GP, errorCode, Rule.TASK_DPL, core.cpl, rpl, dpl);
  }

  private SegmentDescriptor available(int selector, int external) {
    int errorCode = Selector.errorCode(selector) | external;
    boolean global = !Selector.inLocalTable(selector);
    core.require(global, Exceptions.GP, errorCode, Rule.TASK_SELECTOR, selector, 0, 0);
    SegmentDescriptor task = tables.read(selector, Exceptions.GP, external);
    boolean free = task.isAvailableTss();
    core.require(free, Exceptions.GP, errorCode, Rule.TASK_TYPE, selector, task.type(), 0);
    requirePresent(selector, task, external);
    return task;
  }

  private void requirePresent(int selector, SegmentDescriptor task, int external) {
    int errorCode = Selector.errorCode(selector) | external;
    core.require(task.present(), Exceptions.NP, errorCode, Rule.NOT_PRESENT, selector, 0, 0);
  }

  private void run(
      int selector,
      SegmentDescriptor task,
      Switch by,
      int external,
      int returnEip,
      int flags,
      int errorCode) {
    core.ask(Virtualization.TASK_SWITCH, selector | way(by) << 30);
    int oldTask = core.segments.selector[Segments.TR];
    int oldBase = core.segments.base[Segments.TR];
    TaskImage old = TaskImage.of(core.segments.rights[Segments.TR]);
    TaskImage image = TaskImage.of(task.rights());
    checkLimit(selector, task.limit(), image.highestOffset(), external);
    checkLimit(oldTask, core.segments.limit[Segments.TR], old.savedUpTo(), external);
    int saved = old.savedUpTo() + 1 - old.savedFrom();
    memory.checkSystemWrite(oldBase + old.savedFrom(), saved);
    memory.check(task.base(), image.highestOffset() + 1, Access.SYSTEM_READ);
    boolean leaves = by == Switch.JUMP || by == Switch.RETURN;
    boolean nests = by == Switch.CALL || by == Switch.INTERRUPT;
    if (nests) {
      memory.checkSystemWrite(task.base(), LINK_BYTES);
    }
    if (leaves) {
      tables.checkBusy(oldTask);
    }
    if (by != Switch.RETURN) {
      tables.checkBusy(selector);
    }
    if (leaves) {
      tables.setBusy(oldTask, false);
    }
    old.write(memory, oldBase, core, returnEip, by == Switch.RETURN ? flags & ~Eflags.NT : flags);
    int[] state = image.read(memory, task.base());
    if (nests) {
      memory.writeSystem16(task.base(), oldTask);
      core.witness.moved("link", true, task.base(), 2, oldTask);
    }
    if (by != Switch.RETURN) {
      tables.setBusy(selector, true);
    }
    int newFlags = state[TaskImage.EFLAGS] | (nests ? Eflags.NT : 0);
    core.segments.set(
        Segments.TR, selector, task.base(), task.limit(), task.rights() | Rights.BUSY);
    boolean newDirectory = load(state, newFlags, image);
    report(oldTask, selector, by);
    finish(state, image, external, errorCode, selector, newDirectory);
  }

  /** Of a qualification (SDM 3, table 27-2). */
  private static int way(Switch by) {
    return switch (by) {
      case CALL -> 0;
      case RETURN -> 1;
      case JUMP -> 2;
      case INTERRUPT -> 3;
    };
  }

  private void checkLimit(int selector, int limit, int needed, int external) {
    int errorCode = Selector.errorCode(selector) | external;
    boolean within = !Bits.below(limit, needed);
    core.require(within, Exceptions.TS, errorCode, Rule.TSS_LIMIT, needed, limit, 0);
  }

  /**
   * Registers, without what needs a descriptor.
   *
   * @return whether CR3 is another one
   */
  private boolean load(int[] state, int flags, TaskImage image) {
    core.cr0 |= Core.CR0_TS;
    core.clearLocalBreakpoints();
    for (int register = 0; register < 8; register++) {
      core.general[register] = state[TaskImage.GENERAL + register];
    }
    core.eip = state[TaskImage.EIP];
    core.nextEip = core.eip;
    core.setEflags(flags & Eflags.DEFINED);
    boolean newDirectory = image.wide() && core.paging() && state[TaskImage.CR3] != core.cr3;
    if (newDirectory) {
      core.cr3 = state[TaskImage.CR3];
      paging.dropAfterCr3();
    }
    return newDirectory;
  }

  /** From here on what goes wrong is an exception of the new task. */
  private void finish(
      int[] state,
      TaskImage image,
      int external,
      int errorCode,
      int selector,
      boolean newDirectory) {
    core.leaveBlock = true;
    int oldCpl = core.cpl;
    int pointer = core.general[Core.ESP];
    try {
      newSegments.name(state);
      if (newDirectory && core.wideEntries()) {
        paging.loadPointers(core.cr3);
      }
      newSegments.load(state, external);
      if (errorCode != Fault.NO_ERROR_CODE) {
        data.push("error code", image.wide() ? 4 : 2, errorCode);
      }
      int limit = core.segments.limit[Segments.CS];
      if (Bits.below(limit, core.nextEip)) {
        core.general[Core.ESP] = pointer;
        throw core.generalProtection(external, Rule.CODE_LIMIT, core.nextEip, limit, 0);
      }
      if (image.traps(state)) {
        core.raise(core.debugException(DebugRegisters.BT, Rule.TASK_TRAP, selector, 0));
      }
    } catch (Fault fault) {
      core.raise(fault);
    }
    core.noSingleStep = true;
    if (core.tracing(Families.TRANSFERS) && core.cpl != oldCpl) {
      core.emit(new Event.RingCrossed(oldCpl, core.cpl, Event.Transfer.TASK));
    }
  }

  private void report(int oldTask, int newTask, Switch by) {
    if (core.tracing(Families.TRANSFERS)) {
      core.emit(new Event.TaskSwitched(oldTask, newTask, core.nextEip, by));
    }
  }
}
