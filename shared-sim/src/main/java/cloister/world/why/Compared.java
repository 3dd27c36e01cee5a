package cloister.world.why;

import cloister.bits.Bits;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.event.Event.FaultRaised;
import cloister.world.World;
import cloister.world.table.Descriptor;
import cloister.world.timeline.LastWriter.Writer;
import cloister.world.timeline.Moment;
import cloister.world.timeline.SecondTry;
import cloister.world.timeline.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a refusal compared: as it was then, who had set it, and what was made of it since. */
final class Compared {
  private final List<Integer> watched;
  private final List<Writer> writers;
  private final SecondTry secondTry;

  private Compared(List<Integer> watched, List<Writer> writers, SecondTry secondTry) {
    this.watched = watched;
    this.writers = writers;
    this.secondTry = secondTry;
  }

  static Compared of(World world, Moment refused, FaultRaised fault) {
    List<Watch> watches = new ArrayList<>();
    List<Integer> watched = new ArrayList<>();
    List<String> operands = fault.rule().operands();
    for (int i = 0; i < operands.size(); i++) {
      Optional<Watch> watch = watch(world, fault, operands.get(i));
      if (watch.isPresent()) {
        watches.add(watch.get());
        watched.add(i);
      }
    }
    List<Writer> writers =
        watches.isEmpty() ? List.of() : world.lastWriter().findUntouched(refused.step(), watches);
    return new Compared(watched, writers, world.secondTry(refused.step(), watches));
  }

  private static Optional<Watch> watch(World world, FaultRaised fault, String operand) {
    return switch (operand) {
      case "CPL" -> Optional.of(Watch.cpl());
      case "IOPL" -> Optional.of(Watch.iopl());
      case "entry" -> Optional.of(Watch.bytes(fault.third(), 4));
      case "gate DPL", "segment DPL" -> entry(world, fault).map(Watch::dpl);
      default -> Optional.empty();
    };
  }

  /** Physical address of the descriptor that the error code names (SDM 3, 7.13). */
  private static Optional<Integer> entry(World world, FaultRaised fault) {
    int errorCode = fault.errorCode();
    Cpu cpu = world.machine().cpu();
    boolean interrupts = (errorCode & 2) != 0;
    boolean local = (errorCode & 4) != 0 && !interrupts;
    if (errorCode < 0 || errorCode <= 3 && !interrupts || local) {
      return Optional.empty();
    }
    int base = interrupts ? cpu.idtBase() : cpu.gdtBase();
    int physical = cpu.linear().physical(base + (errorCode >>> 3) * Descriptor.SIZE);
    return physical == Paging.NOT_MAPPED ? Optional.empty() : Optional.of(physical);
  }

  /** Who had set an operand. */
  Writer writer(int operand) {
    int watch = watched.indexOf(operand);
    return watch < 0 ? new Writer.LongAgo(0) : writers.get(watch);
  }

  /** What an operand was changed to by hand since, if it was. */
  OptionalInt now(int operand) {
    int watch = watched.indexOf(operand);
    return watch >= 0 && secondTry.changed(watch)
        ? OptionalInt.of(secondTry.now(watch))
        : OptionalInt.empty();
  }

  SecondTry secondTry() {
    return secondTry;
  }

  int cs() {
    return secondTry.registers().selector(Segments.CS);
  }

  int iopl() {
    return Bits.field(secondTry.registers().eflags(), 13, 12);
  }

  /** Whether the refused instruction ran in virtual-8086 mode, where CS holds a paragraph. */
  boolean virtual() {
    return (secondTry.registers().eflags() & Eflags.VM) != 0;
  }
}
