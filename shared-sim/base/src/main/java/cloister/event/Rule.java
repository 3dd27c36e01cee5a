package cloister.event;

import java.util.List;

/**
 * The checks of the processor that can refuse something, each with its manual section and the names
 * of the numbers it compares. The sentence for a rule is the message {@code rule.NAME}.
 *
 * <p>Sections are those of the Intel 64 and IA-32 Software Developer's Manual.
 */
public enum Rule {
  /** CLI and STI: {@code CPL <= IOPL}. */
  IOPL_FOR_INTERRUPT_FLAG("SDM 2, CLI/STI", "CPL", "IOPL"),
  /**
   * IN, OUT, INS, OUTS: {@code CPL <= IOPL}, or the I/O permission bit of the port is clear; in
   * virtual-8086 mode see {@link #VIRTUAL_MODE_PORT}.
   */
  IOPL_OR_BITMAP_FOR_PORT("SDM 1, 19.5", "CPL", "IOPL", "port"),
  /** Instructions that only ring 0 may run: {@code CPL == 0}. */
  RING_0_ONLY("SDM 3, 6.9", "CPL"),
  /** A software interrupt through a gate: {@code CPL <= gate DPL}. */
  GATE_DPL_FOR_INTERRUPT("SDM 3, 7.12.1.1", "CPL", "gate DPL"),
  /** A call gate: {@code max(CPL, RPL) <= gate DPL}. */
  GATE_DPL_FOR_CALL("SDM 3, 6.8.4", "CPL", "RPL", "gate DPL"),
  /** The code segment that a gate leads to: {@code segment DPL <= CPL}, and equal for a jump. */
  GATE_TARGET_DPL("SDM 3, 6.8.4", "CPL", "segment DPL"),
  /** The code segment named by an interrupt gate: {@code segment DPL <= CPL}. */
  INTERRUPT_TARGET_DPL("SDM 3, 7.12.1.1", "CPL", "segment DPL"),
  /**
   * A direct far transfer to a nonconforming segment: {@code RPL <= CPL} and {@code DPL == CPL}.
   */
  CODE_DPL_NONCONFORMING("SDM 3, 6.8.1.1", "CPL", "RPL", "segment DPL"),
  /** A direct far transfer to a conforming segment: {@code DPL <= CPL}. */
  CODE_DPL_CONFORMING("SDM 3, 6.8.1.2", "CPL", "segment DPL"),
  /** Loading a data segment register: {@code max(CPL, RPL) <= DPL}. */
  DATA_DPL("SDM 3, 6.6", "CPL", "RPL", "segment DPL"),
  /** Loading SS: {@code CPL == RPL == DPL}. */
  STACK_DPL("SDM 3, 6.7", "CPL", "RPL", "segment DPL"),
  /** A far return or IRET leads outwards or stays: {@code RPL >= CPL}. */
  RETURN_RPL("SDM 3, 6.8.6", "CPL", "RPL"),
  /** A return to a nonconforming segment: {@code DPL == RPL}; to a conforming one: {@code <=}. */
  RETURN_DPL("SDM 3, 6.8.6", "RPL", "segment DPL"),
  /** The stack segment restored by a return: RPL and DPL equal the new CPL. */
  RETURN_STACK("SDM 3, 6.8.6", "new CPL", "RPL", "segment DPL"),
  /** The stack segment taken from the TSS: RPL and DPL equal the new CPL. */
  TSS_STACK("SDM 3, 6.8.5", "new CPL", "RPL", "segment DPL"),
  /** A selector must not be null here. */
  NULL_SELECTOR("SDM 3, 3.4.2", "selector"),
  /** A selector must lie within its descriptor table. */
  SELECTOR_LIMIT("SDM 3, 3.5.1", "selector", "table limit"),
  /** A vector must lie within the interrupt descriptor table. */
  VECTOR_LIMIT("SDM 3, 7.10", "vector", "table limit"),
  /** A descriptor must be present. */
  NOT_PRESENT("SDM 3, 3.4.5", "selector"),
  /** A gate must be present. */
  GATE_NOT_PRESENT("SDM 3, 7.11", "vector"),
  /** The stack segment must be present. */
  STACK_NOT_PRESENT("SDM 3, 7.15", "selector"),
  /** A descriptor must have the type that its use asks for. */
  DESCRIPTOR_TYPE("SDM 3, 3.5", "selector", "type"),
  /** The gate of a vector must be an interrupt, trap or task gate. */
  GATE_TYPE("SDM 3, 7.11", "vector", "type"),
  /** An address must lie within the limit of its segment. */
  SEGMENT_LIMIT("SDM 3, 6.3", "offset", "size", "limit"),
  /** The instruction pointer must lie within the limit of the code segment. */
  CODE_LIMIT("SDM 3, 6.3", "EIP", "limit"),
  /** A segment register that holds a null selector cannot be used. */
  NULL_SEGMENT_USE("SDM 3, 6.4.1", "offset"),
  /** Only writable data segments can be written. */
  SEGMENT_WRITABLE("SDM 3, 6.4", "type"),
  /** Only readable segments can be read. */
  SEGMENT_READABLE("SDM 3, 6.4", "type"),
  /** The task register must name a task-state segment that is large enough. */
  TSS_LIMIT("SDM 3, 8.2.1", "offset", "limit"),
  /** An opcode must be defined. */
  UNDEFINED_OPCODE("SDM 3, 7.15"),
  /** An operand must have a form that the instruction allows. */
  INVALID_OPERAND("SDM 3, 7.15"),
  /** LOCK goes only with certain instructions that write memory. */
  LOCK_PREFIX("SDM 2, LOCK"),
  /** An instruction has at most 15 bytes. */
  INSTRUCTION_LENGTH("SDM 3, 7.15", "length"),
  /** An instruction that real mode and virtual-8086 mode do not know. */
  PROTECTED_MODE_ONLY("SDM 3, 2.2"),
  /** A divisor must not be zero. */
  DIVIDE_BY_ZERO("SDM 2, DIV", "divisor"),
  /** A quotient must fit its register. */
  DIVIDE_OVERFLOW("SDM 2, DIV", "divisor"),
  /** BOUND: the index must lie between the bounds. */
  BOUND_RANGE("SDM 2, BOUND", "index", "lower", "upper"),
  /** A reserved or not supported bit of a control register. */
  CONTROL_REGISTER_BITS("SDM 3, 2.5", "value"),
  /** With PAE, entries of the pointer table are checked when CR3 is loaded. */
  POINTER_TABLE_BITS("SDM 3, 5.4.1", "CR3", "entry", "entry address"),
  /** Every entry on the way to a page must be present. */
  PAGE_NOT_PRESENT("SDM 3, 5.7", "linear address", "entry", "entry address"),
  /** Ring 3 reaches only pages whose entries all have U/S set. */
  PAGE_SUPERVISOR_ONLY("SDM 3, 5.6", "linear address", "entry", "entry address"),
  /** A write needs R/W in all entries; in rings 0 to 2 only while CR0.WP is set. */
  PAGE_READ_ONLY("SDM 3, 5.6", "linear address", "entry", "entry address"),
  /** Code is not fetched from pages with XD set. */
  PAGE_NO_EXECUTE("SDM 3, 5.6", "linear address", "entry", "entry address"),
  /** Reserved bits of an entry must be zero. */
  PAGE_RESERVED_BITS("SDM 3, 5.7", "linear address", "entry", "entry address"),
  /** In ring 3, while CR0.AM and EFLAGS.AC are set, data lies at a multiple of its size. */
  ALIGNMENT("SDM 3, 7.15", "linear address", "size"),
  /** A breakpoint of DR0 to DR3 was met. */
  BREAKPOINT("SDM 3, 19.3.1", "address", "breakpoint"),
  /** While DR7.GD is set, debug registers are not touched. */
  GENERAL_DETECT("SDM 3, 19.3.1.3"),
  /** The T bit of the task-state segment: a debug exception follows the switch to the task. */
  TASK_TRAP("SDM 3, 19.3.1.5", "task"),
  /** A model-specific register that this processor does not have, or a value it does not take. */
  MODEL_REGISTER("SDM 4, 2", "register"),
  /** SYSENTER and SYSEXIT need protected mode. */
  SYSENTER_MODE("SDM 2, SYSENTER", "CR0"),
  /** SYSENTER and SYSEXIT need a selector in IA32_SYSENTER_CS. */
  SYSENTER_SELECTOR("SDM 2, SYSENTER", "selector"),
  /** In virtual-8086 mode, instructions that touch IF need {@code IOPL == 3}. */
  VIRTUAL_MODE_IOPL("SDM 3, 22.2.5", "IOPL"),
  /** In virtual-8086 mode the I/O permission bit of the port alone decides. */
  VIRTUAL_MODE_PORT("SDM 1, 19.5.2", "port"),
  /** An interrupt leaves virtual-8086 mode only for nonconforming code of ring 0. */
  VIRTUAL_MODE_TARGET("SDM 3, 22.3.1.1", "selector", "segment DPL"),
  /** A task-state segment that is entered must be available, one that is returned to busy. */
  TASK_TYPE("SDM 3, 8.3", "selector", "type"),
  /** A call or jump to a task: {@code max(CPL, RPL) <= DPL}. */
  TASK_DPL("SDM 3, 8.3", "CPL", "RPL", "segment DPL"),
  /** A task-state segment must be in the global table. */
  TASK_SELECTOR("SDM 3, 8.2.2", "selector"),
  /** A segment that a task begins with has the wrong type or privilege level. */
  TASK_SEGMENT("SDM 3, 8.3, table 8-1", "selector", "CPL", "segment DPL"),
  /** The single-step trap. */
  SINGLE_STEP("SDM 3, 19.3.1.4"),
  /** x87 instructions: CR0.EM and CR0.TS are clear; WAIT: not both MP and TS are set. */
  FPU_AVAILABLE("SDM 3, 2.5", "CR0"),
  /** A waiting x87 instruction: no unmasked exception of an earlier one is left. */
  FPU_ERROR("SDM 1, 8.7", "exceptions"),
  /** FXSAVE and FXRSTOR: the address is a multiple of 16. */
  FXSAVE_ALIGNMENT("SDM 2, FXSAVE", "address"),
  /** Something of the architecture that this processor does not have; see the support table. */
  NOT_SUPPORTED("docs/reference/processor.md"),
  /** An address in a segment that grows down must lie above its limit. */
  SEGMENT_LIMIT_DOWN("SDM 3, 3.4.5.1", "offset", "limit"),
  /** It must lie within 4 GiB, or within 64 KiB while the B bit of the segment is 0. */
  SEGMENT_UPPER_BOUND("SDM 3, 6.3", "offset", "size", "upper bound");

  private final String section;
  private final List<String> operands;

  Rule(String section, String... operands) {
    this.section = section;
    this.operands = List.of(operands);
  }

  /** Where the manual states the rule. */
  public String section() {
    return section;
  }

  /** Names of the compared numbers, in the order of {@link Event.FaultRaised}'s operands. */
  public List<String> operands() {
    return operands;
  }
}
