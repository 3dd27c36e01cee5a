package cloister.cpu.seg;

import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.event.Event;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;

/** Loads segment registers with every check of MOV, POP and the far transfers (SDM 3, 6.6, 6.7). */
public final class SegmentLoader {
  private static final int KNOWN = 16;

  private final Core core;
  private final Segments segments;
  private final DescriptorTables tables;
  private final PlainAccess plain;

  /** Loads that have passed before, by selector: of the stack, and of the others. */
  private final KnownSegment[] stacks = new KnownSegment[KNOWN];

  private final KnownSegment[] others = new KnownSegment[KNOWN];

  public SegmentLoader(Core core, DescriptorTables tables, PlainAccess plain) {
    this.core = core;
    this.plain = plain;
    segments = core.segments;
    this.tables = tables;
  }

  /** Loads DS, ES, FS, GS or SS as MOV and POP do. */
  public void load(int register, int selector) {
    if (core.usesParagraphs()) {
      segments.setReal(register, selector);
    } else if (!loadsPlainly(register, selector)) {
      if (register == Segments.SS) {
        loadStack(selector);
      } else {
        loadData(register, selector);
      }
    }
    report(register);
  }

  /** Repeats a load that nobody can notice, if it is known; else changes nothing. */
  private boolean loadsPlainly(int register, int selector) {
    KnownSegment known = known(register)[indexOf(selector)];
    boolean repeats =
        known != null
            && known.selector() == selector
            && core.unnoticed()
            && known.stands(core, plain);
    if (repeats) {
      known.load(segments, register);
    }
    return repeats;
  }

  private KnownSegment[] known(int register) {
    return register == Segments.SS ? stacks : others;
  }

  private static int indexOf(int selector) {
    return selector >>> 3 & KNOWN - 1;
  }

  /**
   * Sets the accessed bit of a descriptor that is about to be loaded, which its page may refuse:
   * before anything else has changed.
   */
  public SegmentDescriptor touch(int selector, SegmentDescriptor descriptor) {
    return tables.markAccessed(selector, descriptor);
  }

  /** Loads a register and its cache from a descriptor whose checks have passed. */
  public void loadUnchecked(int register, int selector, SegmentDescriptor descriptor) {
    SegmentDescriptor accessed = tables.markAccessed(selector, descriptor);
    segments.set(register, selector, accessed.base(), accessed.limit(), accessed.rights());
    report(register);
  }

  /**
   * Checks the stack segment of another privilege level.
   *
   * @param newCpl the level that will use it
   * @param vector #TS when it comes from a TSS, #GP when from an outer stack
   * @param rule the rule to name in a refusal
   * @param external bit 0 of the error code
   */
  public SegmentDescriptor checkStack(
      int selector, int newCpl, int vector, Rule rule, int external) {
    boolean named = !Selector.isNull(selector);
    core.require(named, vector, external, Rule.NULL_SELECTOR, selector, 0, 0);
    SegmentDescriptor descriptor = tables.read(selector, vector, external);
    int errorCode = Selector.errorCode(selector) | external;
    int rpl = Selector.rpl(selector);
    int dpl = descriptor.dpl();
    boolean writable = descriptor.isWritableData();
    boolean fits = rpl == newCpl && (!writable || dpl == newCpl);
    core.require(fits, vector, errorCode, rule, newCpl, rpl, dpl);
    int type = descriptor.type();
    core.require(writable, vector, errorCode, Rule.DESCRIPTOR_TYPE, selector, type, 0);
    boolean present = descriptor.present();
    core.require(present, Exceptions.SS, errorCode, Rule.STACK_NOT_PRESENT, selector, 0, 0);
    return descriptor;
  }

  /**
   * After a return outwards: segments that the outer ring must not have become null, and so do null
   * segments with an RPL.
   */
  public void dropInnerSegments() {
    dropWhenInner(Segments.ES);
    dropWhenInner(Segments.DS);
    dropWhenInner(Segments.FS);
    dropWhenInner(Segments.GS);
  }

  private void dropWhenInner(int register) {
    if (segments.isTooFarInside(register, core.cpl)) {
      segments.setNull(register, 0);
    }
  }

  private void loadStack(int selector) {
    if (Selector.isNull(selector)) {
      throw core.generalProtection(0, Rule.NULL_SELECTOR, selector, 0, 0);
    }
    SegmentDescriptor descriptor = checkStack(selector, core.cpl, Exceptions.GP, Rule.STACK_DPL, 0);
    loadUncheckedQuietly(Segments.SS, selector, descriptor);
  }

  private void loadData(int register, int selector) {
    if (Selector.isNull(selector)) {
      segments.setNull(register, selector);
      return;
    }
    SegmentDescriptor descriptor = tables.read(selector, Exceptions.GP, 0);
    int errorCode = Selector.errorCode(selector);
    if (!descriptor.isReadable()) {
      int type = descriptor.type();
      throw core.generalProtection(errorCode, Rule.DESCRIPTOR_TYPE, selector, type, 0);
    }
    int rpl = Selector.rpl(selector);
    if (!descriptor.isConforming() && Math.max(core.cpl, rpl) > descriptor.dpl()) {
      throw core.generalProtection(errorCode, Rule.DATA_DPL, core.cpl, rpl, descriptor.dpl());
    }
    if (!descriptor.present()) {
      throw core.fault(Exceptions.NP, errorCode, Rule.NOT_PRESENT, selector, 0, 0);
    }
    loadUncheckedQuietly(register, selector, descriptor);
  }

  private void loadUncheckedQuietly(int register, int selector, SegmentDescriptor descriptor) {
    SegmentDescriptor accessed = tables.markAccessed(selector, descriptor);
    segments.set(register, selector, accessed.base(), accessed.limit(), accessed.rights());
    if (KnownSegment.canBeKnown(selector, descriptor)) {
      known(register)[indexOf(selector)] = new KnownSegment(core, core.cpl, selector, descriptor);
    }
  }

  private void report(int register) {
    if (core.tracing(Families.REGISTERS)) {
      int base = segments.base[register];
      int limit = segments.limit[register];
      core.emit(new Event.SegmentLoaded(register, segments.selector[register], base, limit));
    }
  }
}
