package cloister.event;

import cloister.codec.Json;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happened inside the machine, as typed facts. Lessons, pictures, sentences and comparisons
 * are made from these, never from screens.
 *
 * <p>Numbers are those of the machine; {@link #name} is the stable name that lesson checks use.
 */
public sealed interface Event {
  /** {@code area.event}, for example {@code gate.call} or {@code fault.GP}. */
  String name();

  /** The privilege level changed. */
  record RingCrossed(int from, int to, Transfer by) implements Event {
    @Override
    public String name() {
      return to < from ? "ring.in" : "ring.out";
    }
  }

  /**
   * A gate let a transfer through.
   *
   * @param index vector of an interrupt or trap gate, selector of a call gate
   * @param rpl requested privilege level of the selector used; 0 for interrupts
   */
  record GatePassed(Transfer by, int index, int gateDpl, int cpl, int rpl, int selector, int offset)
      implements Event {
    @Override
    public String name() {
      return switch (by) {
        case CALL_GATE -> "gate.call";
        case INTERRUPT_GATE -> "gate.interrupt";
        case TRAP_GATE -> "gate.trap";
        case TASK_GATE -> "gate.task";
        case FAR, IRET, SYSENTER, TASK -> "gate.none";
      };
    }
  }

  /** SS:ESP were replaced, inwards from the TSS or outwards from the old stack. */
  record StackSwitched(int oldSelector, int oldPointer, int newSelector, int newPointer)
      implements Event {
    @Override
    public String name() {
      return "stack.switch";
    }
  }

  /**
   * An instruction was refused. No register has changed; the delivery is a step of its own.
   *
   * @param errorCode -1 when the exception has none
   * @param first operand of the rule, and so on; 0 beyond the rule's operands
   */
  record FaultRaised(
      int vector, int errorCode, int eip, Rule rule, int first, int second, int third)
      implements Event {
    @Override
    public String name() {
      return "fault." + Exceptions.shortName(vector);
    }

    public int operand(int index) {
      return switch (index) {
        case 0 -> first;
        case 1 -> second;
        case 2 -> third;
        default -> throw new IllegalArgumentException("operand " + index);
      };
    }
  }

  /** An exception or interrupt entered its handler. */
  record Delivered(int vector, Source source, int errorCode, int selector, int offset)
      implements Event {
    @Override
    public String name() {
      return switch (source) {
        case EXCEPTION -> "exception.deliver";
        case SOFTWARE -> "interrupt.software";
        case EXTERNAL -> "interrupt.external";
      };
    }
  }

  /** A program entered an inner ring by its own software interrupt or far call. */
  record InnerRingCalled(int index, int eax) implements Event {
    @Override
    public String name() {
      return "call.inner";
    }
  }

  /** IRET or a far return went back. */
  record Returned(Transfer by, int selector, int offset) implements Event {
    @Override
    public String name() {
      return switch (by) {
        case IRET -> "return.iret";
        case SYSENTER -> "return.sysexit";
        default -> "return.far";
      };
    }
  }

  /** LGDT, LIDT, LLDT or LTR. */
  record TableLoaded(SystemTable table, int selector, int base, int limit) implements Event {
    @Override
    public String name() {
      return switch (table) {
        case GDT -> "table.gdt";
        case IDT -> "table.idt";
        case LDT -> "table.ldt";
        case TSS -> "table.tss";
      };
    }
  }

  /** A segment register was loaded by MOV, POP or a far transfer. */
  record SegmentLoaded(int register, int selector, int base, int limit) implements Event {
    @Override
    public String name() {
      return "segment.load";
    }
  }

  /** A control register was written. */
  record ControlRegisterWritten(int register, int oldValue, int newValue) implements Event {
    @Override
    public String name() {
      return "control.cr" + register;
    }
  }

  /**
   * The processor went on with another task.
   *
   * @param eip where the new task goes on
   */
  record TaskSwitched(int oldTask, int newTask, int eip, Switch by) implements Event {
    @Override
    public String name() {
      return "task.switch";
    }
  }

  /** Virtual-8086 mode began or ended. */
  record VirtualModeChanged(boolean entered, int selector, int offset) implements Event {
    @Override
    public String name() {
      return entered ? "virtual.enter" : "virtual.leave";
    }
  }

  /**
   * A walk through the page tables found where a page is, and a translation buffer keeps it.
   *
   * @param directoryEntry as the walk left it, its accessed bit set; with PAE its low word
   * @param tableAddress 0 for a large page, which has no entry of a table
   * @param rights what the entries allow together, in the bits of an entry; bit 31 forbids
   *     execution
   */
  record PageTranslated(
      int linear,
      int physical,
      int directoryAddress,
      int directoryEntry,
      int tableAddress,
      int tableEntry,
      int rights,
      boolean large)
      implements Event {
    @Override
    public String name() {
      return "page.translate";
    }
  }

  /**
   * Cached translations were forgotten.
   *
   * @param linear the page, where one was named; else 0
   * @param count how many, of 4 KiB each
   */
  record TranslationsDropped(Cause cause, int linear, int count) implements Event {
    @Override
    public String name() {
      return "page.drop";
    }
  }

  /** The interrupt flag or the I/O privilege level took a new value. */
  record SystemFlagsChanged(int oldFlags, int newFlags) implements Event {
    @Override
    public String name() {
      return "flags.system";
    }
  }

  /** A port was read. */
  record PortRead(int port, int bytes, int value) implements Event {
    @Override
    public String name() {
      return "port.in";
    }
  }

  /** A port was written. */
  record PortWritten(int port, int bytes, int value) implements Event {
    @Override
    public String name() {
      return "port.out";
    }
  }

  /** HLT stopped the processor until an interrupt. */
  record Halted(int eip, boolean interruptsEnabled) implements Event {
    @Override
    public String name() {
      return "cpu.halt";
    }
  }

  /**
   * A fault while delivering a double fault: the processor shuts down.
   *
   * @param last that fault, which nothing delivers
   */
  record ShutDown(FaultRaised last) implements Event {
    public int vector() {
      return last.vector();
    }

    @Override
    public String name() {
      return "cpu.shutdown";
    }
  }

  /**
   * An x87 instruction set exceptions of the status word that were clear; bits as there.
   *
   * @param masks exceptions that are masked: for the others the next waiting instruction faults
   */
  record FloatingPointRaised(int eip, int exceptions, int masks) implements Event {
    @Override
    public String name() {
      return "fpu.exception";
    }
  }

  /** What the devices of a board report. */
  sealed interface DeviceEvent extends Event {}

  /** A device asked for an interrupt: its line into the interrupt controller rose. */
  record InterruptRequested(int line) implements DeviceEvent {
    @Override
    public String name() {
      return "irq.request";
    }
  }

  /** The interrupt controller gave the processor the vector of a request. */
  record InterruptAcknowledged(int line, int vector) implements DeviceEvent {
    @Override
    public String name() {
      return "irq.acknowledge";
    }
  }

  /** A handler told the interrupt controller that it is done. */
  record InterruptEnded(int line) implements DeviceEvent {
    @Override
    public String name() {
      return "irq.end";
    }
  }

  /** A counter of the interval timer was given a mode and a count. */
  record TimerProgrammed(int channel, int mode, int count) implements DeviceEvent {
    @Override
    public String name() {
      return "timer.program";
    }
  }

  /** A drive was given a command. */
  record DriveCommanded(int drive, int command, int sector, int count) implements DeviceEvent {
    @Override
    public String name() {
      return "drive.command";
    }
  }

  /** The board opened or closed address line 20. */
  record AddressLine20Switched(boolean open) implements DeviceEvent {
    @Override
    public String name() {
      return open ? "a20.open" : "a20.close";
    }
  }

  /** Something on the board reset the machine. */
  record BoardReset(ResetCause cause) implements DeviceEvent {
    @Override
    public String name() {
      return "board.reset";
    }
  }

  /**
   * An event of a part of the simulator that not every world has, such as the hypervisor. It says
   * everything about itself, so that nothing of it is carried where that part is missing.
   */
  non-sealed interface PartEvent extends Event {
    /** The number that tells it from others of its name, in {@code name:number} of a check. */
    OptionalInt number();

    /** The number that tells it from others of its name and number. */
    OptionalInt detail();

    /** In a list of events. */
    Message sentence();

    /** Its own fields, in a trace. */
    void write(Json.Members out);

    /** What it is drawn as on the line of time, if it is. */
    Optional<MarkKind> mark();

    /** The short text beside that mark; empty where the instruction says it. */
    default String label() {
      return "";
    }

    /** Whether its sentence is that of the step in which it happened. */
    default boolean tellsStep() {
      return false;
    }
  }

  /** From outside the simulated machine: somebody changed memory or a register by hand. */
  record Poked(String path, int oldValue, int newValue) implements Event {
    @Override
    public String name() {
      return "poke." + path;
    }
  }

  /** A path by which control moves to another code segment. */
  enum Transfer {
    INTERRUPT_GATE,
    TRAP_GATE,
    CALL_GATE,
    TASK_GATE,
    FAR,
    IRET,
    SYSENTER,
    TASK
  }

  /** Who pulled the reset line. */
  enum ResetCause {
    KEYBOARD_CONTROLLER,
    SYSTEM_CONTROL_PORT,
    RESET_CONTROL_REGISTER,
    BUTTON
  }

  /** What caused a delivery through the interrupt table. */
  enum Source {
    EXCEPTION,
    SOFTWARE,
    EXTERNAL
  }

  /** What made the processor switch tasks. */
  enum Switch {
    JUMP,
    CALL,
    INTERRUPT,
    RETURN
  }

  /** Why a cached translation was forgotten. */
  enum Cause {
    CR3,
    CONTROL,
    INVLPG,
    REPLACED
  }

  /** The tables that a system register names. */
  enum SystemTable {
    GDT,
    IDT,
    LDT,
    TSS
  }
}
