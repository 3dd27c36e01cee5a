package cloister.cpu;

import cloister.bits.Bits;
import cloister.cpu.core.Core;
import cloister.cpu.core.DebugRegisters;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Fault;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Block;
import cloister.cpu.decode.BlockCache;
import cloister.cpu.decode.Decoder;
import cloister.cpu.insn.BlockLoop;
import cloister.cpu.paging.Paging;
import cloister.cpu.trap.ExceptionDelivery;
import cloister.event.Exceptions;
import cloister.event.Rule;

/**
 * What comes next: a pending exception, an interrupt, or an instruction. Blocks of instructions are
 * run until something must be looked at between two of them.
 */
final class InstructionCycle {
  /** As an unsigned number, which holds all bytes of 4 GiB but one. */
  private static final int MOST = -1;

  private final Core core;
  private final Paging paging;
  private final BlockCache blocks;
  private final BlockLoop loop;
  private final ExceptionDelivery exceptions;
  private boolean stopRequested;

  /** The last step let an interrupt from outside in; told to those who watch, never saved. */
  private boolean interrupted;

  InstructionCycle(
      Core core, Paging paging, BlockCache blocks, BlockLoop loop, ExceptionDelivery exceptions) {
    this.core = core;
    this.paging = paging;
    this.blocks = blocks;
    this.loop = loop;
    this.exceptions = exceptions;
  }

  /** Stop after the current step. */
  void requestStop() {
    stopRequested = true;
    core.leaveBlock = true;
  }

  /** True when the last step of a run was the delivery of an external interrupt, or its refusal. */
  boolean interrupted() {
    return interrupted;
  }

  /** True when an NMI that is there, or is expected, would come before the next instruction. */
  boolean nmiArrives(boolean expected) {
    return (core.nmiPending || expected) && !core.nmiBlocked && !core.interruptShadow;
  }

  /**
   * Runs.
   *
   * @return steps done: fewer than {@code maxSteps} when the processor is halted with nothing that
   *     could wake it, is shut down, or a stop was requested
   */
  int run(int maxSteps) {
    stopRequested = false;
    int done = 0;
    while (done < maxSteps && !stopRequested && !core.shutDown) {
      interrupted = false;
      if (core.faultPending()) {
        exceptions.deliverPending();
        done++;
      } else if (core.nonRoot && core.virtualization.arrives()) {
        done++;
      } else if (nmiArrives(false)) {
        deliverNmi();
        done++;
      } else if (core.interruptArrives()) {
        interrupted = true;
        exceptions.deliverExternal(core.interrupts.acknowledge());
        done++;
      } else if (core.halted) {
        break;
      } else {
        done += runBlocks(maxSteps - done);
      }
    }
    return done;
  }

  /** Runs blocks until something must be looked at between two of them. */
  private int runBlocks(int maxSteps) {
    boolean trap = core.flags.trap();
    // A delivery may have met breakpoints.
    boolean alone = trap || core.interruptShadow || core.debug.watchesCode() || core.debug.hasMet();
    core.shadowed = core.interruptShadow;
    core.interruptShadow = false;
    core.noSingleStep = false;
    int done = executeBlocks(alone ? 1 : maxSteps);
    core.shadowed = false;
    if (!core.faultPending()) {
      debugTraps(trap && !core.noSingleStep);
    }
    return done;
  }

  /**
   * Breakpoints that the instruction met and the single step, in one exception, which tells of a
   * breakpoint on the next instruction, too.
   */
  private void debugTraps(boolean singleStep) {
    int met = core.interruptShadow ? 0 : core.debug.takeMet();
    int reasons = met | (singleStep ? DebugRegisters.BS : 0);
    if (reasons == 0) {
      return;
    }
    if (core.debug.watchesCode()) {
      reasons |= codeBreakpointsHere();
    }
    if (met == 0) {
      core.raise(core.debugException(reasons, Rule.SINGLE_STEP, 0, 0));
    } else {
      int breakpoint = Integer.numberOfTrailingZeros(met);
      int address = core.debug.read(breakpoint);
      core.raise(core.debugException(reasons, Rule.BREAKPOINT, address, breakpoint));
    }
  }

  /** RF holds an instruction breakpoint off once (SDM 3, 19.3.1.1). */
  private int codeBreakpointsHere() {
    return (core.flags.system() & Eflags.RF) != 0
        ? 0
        : core.debug.match(core.linearEip(), 1, DebugRegisters.EXECUTE, DebugRegisters.EXECUTE);
  }

  private void checkCodeBreakpoints() {
    int met = codeBreakpointsHere();
    if (met != 0) {
      int breakpoint = Integer.numberOfTrailingZeros(met);
      throw core.debugException(met, Rule.BREAKPOINT, core.linearEip(), breakpoint);
    }
  }

  private int executeBlocks(int maxSteps) {
    core.leaveBlock = false;
    try {
      do {
        loop.begin();
        Fault refused = loop.run(fetch(), maxSteps);
        if (refused != null) {
          return refuse(refused);
        }
      } while (core.steps() < maxSteps && core.mayGoOn());
      return core.retire();
    } catch (Fault fault) {
      return refuse(fault);
    }
  }

  /** The current instruction is a step that changes nothing but what comes next. */
  private int refuse(Fault fault) {
    loop.restoreStackPointer();
    core.debug.takeMet();
    int done = core.retire() + 1;
    core.raise(fault);
    return done;
  }

  private Block fetch() {
    if (core.debug.watchesCode()) {
      checkCodeBreakpoints();
    }
    core.flags.setSystem(Eflags.RF, false);
    int limit = core.segments.limit[Segments.CS];
    if (Bits.below(limit, core.eip)) {
      throw core.generalProtection(0, Rule.CODE_LIMIT, core.eip, limit, 0);
    }
    int beyondFirst = limit - core.eip;
    int fetchable = beyondFirst == MOST ? MOST : beyondFirst + 1;
    int address = paging.translateFetch(core.linearEip());
    Block block = blocks.at(address, core.code32(), fetchable);
    if (block == null) {
      boolean crossesLimit = Bits.below(fetchable, Decoder.MAX_LENGTH);
      throw crossesLimit
          ? core.generalProtection(0, Rule.CODE_LIMIT, core.eip, limit, 0)
          : core.generalProtection(0, Rule.INSTRUCTION_LENGTH, Decoder.MAX_LENGTH + 1, 0, 0);
    }
    return block;
  }

  private void deliverNmi() {
    interrupted = true;
    core.nmiPending = false;
    core.nmiBlocked = true;
    exceptions.deliverExternal(Exceptions.NMI);
  }
}
