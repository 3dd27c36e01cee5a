package cloister.cpu.trap;

import cloister.cpu.access.PlainAccess;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.seg.GateDescriptor;
import cloister.cpu.seg.KnownSegment;
import cloister.cpu.seg.Passage;
import cloister.cpu.seg.TableEntry;
import java.util.List;

/**
 * A 32-bit interrupt or trap gate through which control has passed, with all that the checks on the
 * way looked at.
 */
final class KnownGate {
  /** Instructions and others do not meet the same checks. */
  private final boolean asked;

  private final int tableLimit;
  private final int low;
  private final int high;

  private int taskLimit;
  private int taskRights;

  final KnownSegment code;
  final int offset;

  /** Flags that the handler begins without. */
  final int cleared;

  /** Null when the handler stays on the stack. */
  KnownSegment stack;

  /** Where the task-state segment has the pointer to that stack, and its selector. */
  int stackEntry;

  /** The ring of that stack. */
  int newCpl;

  /**
   * @param asked by an instruction
   */
  KnownGate(Core core, boolean asked, GateDescriptor gate, KnownSegment code, int cleared) {
    this.asked = asked;
    this.code = code;
    this.cleared = cleared;
    tableLimit = core.idtLimit;
    low = gate.low();
    high = gate.high();
    offset = gate.offset();
  }

  /** It leads to another stack, which the present task's state segment names. */
  void leadsTo(KnownSegment newStack, int entry, int ring, Segments segments) {
    stack = newStack;
    stackEntry = entry;
    newCpl = ring;
    taskLimit = segments.limit[Segments.TR];
    taskRights = segments.rights[Segments.TR];
  }

  /** True when gate and code segment, read plainly, are what they were, for the same ring. */
  boolean stands(Core core, PlainAccess plain, int vector, boolean byInstruction) {
    return asked == byInstruction
        && tableLimit == core.idtLimit
        && plain.finds(core.idtBase + vector * 8, low, high)
        && code.stands(core, plain);
  }

  /** Whether it leads from ring 3 to ring 0, in flat segments, and would be checked as it was. */
  boolean leadsInwards(Core core, boolean byInstruction) {
    return asked == byInstruction
        && stack != null
        && newCpl == 0
        && core.cpl == 3
        && tableLimit == core.idtLimit
        && code.wouldBeChecked(core)
        && stack.wouldBeChecked(core)
        && code.isFlat()
        && stack.isFlat()
        && (stack.easy() & Segments.EASY_WRITE) != 0
        && core.segments.hasAllStacks();
  }

  /** That way for those who look at its descriptors themselves. */
  Passage.Inwards inwards(Core core, int vector) {
    TableEntry gate = new TableEntry(core.idtBase + vector * 8, low, high);
    List<TableEntry> entries = List.of(gate, code.entry(core), stack.entry(core));
    return new Passage.Inwards(offset, cleared, entries, code, stack, stackEntry);
  }

  /** Whether an instruction goes through it without any change of segments. */
  boolean staysInSegment(Core core) {
    return asked && stack == null && tableLimit == core.idtLimit && code.isIn(core, Segments.CS);
  }

  /** The same way for those who look at its descriptors themselves. */
  Passage.In passage(Core core, int vector) {
    TableEntry gate = new TableEntry(core.idtBase + vector * 8, low, high);
    return new Passage.In(offset, cleared, List.of(gate, code.entry(core)));
  }

  /** True when the task-state segment can name the stack as the one could that did. */
  boolean taskStands(Core core) {
    return taskLimit == core.segments.limit[Segments.TR]
        && taskRights == core.segments.rights[Segments.TR];
  }

  /** True when it names the same stack, whose descriptor, read plainly, is what it was. */
  boolean stackStands(Core core, PlainAccess plain, int selector) {
    return stack.selector() == selector && stack.stands(core, plain);
  }
}
