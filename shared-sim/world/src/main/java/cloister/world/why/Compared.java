package cloister.world.why;

import cloister.bits.Bits;
import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.event.Event.FaultRaised;
import cloister.why.Refused;
import cloister.why.Setter;
import cloister.world.World;
import cloister.world.sentence.Code;
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
final class Compared implements Refused {
  private final World world;
  private final Code code;
  private final Moment moment;
  private final FaultRaised fault;
  private final List<Integer> watched;
  private final List<Writer> writers;
  private final SecondTry secondTry;

  private Compared(
      World world,
      Code code,
      Moment moment,
      FaultRaised fault,
      List<Integer> watched,
      List<Writer> writers,
      SecondTry secondTry) {
    this.world = world;
    this.code = code;
    this.moment = moment;
    this.fault = fault;
    this.watched = watched;
    this.writers = writers;
    this.secondTry = secondTry;
  }

  static Compared of(World world, Code code, Moment refused, FaultRaised fault) {
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
    SecondTry again = world.secondTry(refused.step(), watches);
    return new Compared(world, code, refused, fault, watched, writers, again);
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
    if (errorCode < 0 || errorCode <= 3 && !interrupts) {
      return Optional.empty();
    }
    int table = (errorCode & 4) == 0 ? cpu.gdtBase() : cpu.segments.base[Segments.LDTR];
    int base = interrupts ? cpu.idtBase() : table;
    int physical = cpu.linear().physical(base + (errorCode >>> 3) * Descriptor.SIZE);
    return physical == Paging.NOT_MAPPED ? Optional.empty() : Optional.of(physical);
  }

  @Override
  public FaultRaised fault() {
    return fault;
  }

  @Override
  public String code() {
    return code.text(moment);
  }

  @Override
  public boolean isInstruction() {
    return moment.kind() == Moment.Kind.INSTRUCTION;
  }

  @Override
  public int cs() {
    return secondTry.registers().selector(Segments.CS);
  }

  @Override
  public int iopl() {
    return Bits.field(secondTry.registers().eflags(), 13, 12);
  }

  @Override
  public boolean virtual() {
    return (secondTry.registers().eflags() & Eflags.VM) != 0;
  }

  @Override
  public int idtBase() {
    return world.machine().cpu().idtBase();
  }

  @Override
  public int gdtBase() {
    return world.machine().cpu().gdtBase();
  }

  @Override
  public int ldtBase() {
    return world.machine().cpu().segments.base[Segments.LDTR];
  }

  @Override
  public Setter setter(int operand) {
    int watch = watched.indexOf(operand);
    if (watch < 0) {
      return new Setter.Unknown();
    }
    return switch (writers.get(watch)) {
      case Writer.Step(Moment at, _, _) ->
          switch (at.kind()) {
            case DELIVERY -> new Setter.Delivery(at.step());
            case INTERRUPT -> new Setter.Interrupt(at.step());
            default -> new Setter.Instruction(code.mnemonic(at), at.step());
          };
      case Writer.ByHand(int step, _) -> new Setter.ByHand(step);
      case Writer.Start _ -> new Setter.Start();
      case Writer.LongAgo _ -> new Setter.Unknown();
    };
  }

  @Override
  public OptionalInt now(int operand) {
    int watch = watched.indexOf(operand);
    return watch >= 0 && secondTry.changed(watch)
        ? OptionalInt.of(secondTry.now(watch))
        : OptionalInt.empty();
  }

  @Override
  public boolean changed() {
    return secondTry.differs();
  }
}
