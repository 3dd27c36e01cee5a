package cloister.machine.why;

import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Families;
import cloister.machine.Machine;
import cloister.machine.replay.Player;
import cloister.machine.view.BoardView;
import cloister.why.Setter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The refusals at which a PC stands. Its events are made only now: the last steps are done again,
 * and then as much of the run as it takes to find who had set what was compared.
 */
public final class Refusals {
  /** An exception, what its delivery becomes, a double fault, a shutdown; and some to spare. */
  private static final int CHAIN = 8;

  private static final int DESCRIPTOR_BYTES = 8;
  private static final int DPL_BYTE = 5;

  private final Player<?> player;
  private final Machine machine;
  private final BoardView view;

  public Refusals(Player<?> player, BoardView view) {
    this.player = player;
    this.machine = player.machine();
    this.view = view;
  }

  /**
   * Those at the present step, in order: what was refused last, if that was the last step or the
   * last step has delivered its exception, behind those whose delivery was refused by it; of a
   * shutdown all that led to it. Empty anywhere else.
   */
  public List<RefusedStep> here() {
    long origin = player.step();
    List<RefusedStep> chain = chain(origin);
    List<RefusedStep> told = new ArrayList<>();
    if (!chain.isEmpty()) {
      List<List<Sought>> sought = new ArrayList<>();
      for (RefusedStep refused : chain) {
        sought.add(sought(refused));
      }
      SetterSearch search =
          new SetterSearch(
              player, sought.stream().flatMap(List::stream).filter(Objects::nonNull).toList());
      search.upTo(chain.getLast().step() - 1);
      for (int i = 0; i < chain.size(); i++) {
        List<Setter> setters = new ArrayList<>();
        for (Sought one : sought.get(i)) {
          setters.add(setter(one, search.reachedTheStart()));
        }
        told.add(chain.get(i).withSetters(setters));
      }
    }
    player.settleAt(origin);
    return told;
  }

  /** How a halt came about that nothing ends. */
  public record Halt(long step, String cleared, long clearedAt) {}

  /** The instruction that halted the processor last, and the one that last changed IF. */
  public Optional<Halt> halt() {
    long origin = player.step();
    Sought halt = Sought.halt(origin);
    Sought flag = Sought.interruptFlag(origin);
    new SetterSearch(player, List.of(halt, flag)).upTo(origin);
    Optional<Halt> found = Optional.empty();
    if (halt.found()) {
      String by = "";
      if (flag.found() && !flag.byReset() && !isDelivery(flag.step())) {
        by = view.nextText(machine);
      }
      found = Optional.of(new Halt(halt.step(), by, flag.step()));
    }
    player.settleAt(origin);
    return found;
  }

  /** Goes to before a step: whether it is no instruction. */
  private boolean isDelivery(long step) {
    player.goTo(step - 1);
    return machine.cpu().faultPending() || machine.interruptArrives();
  }

  private List<RefusedStep> chain(long origin) {
    List<RefusedStep> chain = new ArrayList<>();
    player.goTo(Math.max(0, origin - CHAIN));
    while (player.step() < origin) {
      RefusedStep.Before before = before();
      boolean pending = machine.cpu().faultPending();
      if (player.runToEvent(1, Families.FAULTS | Families.TRANSFERS) == 0) {
        break;
      }
      Optional<FaultRaised> fault = fault(player.events());
      if (fault.isPresent()) {
        boolean instruction = !pending && !machine.cpu().interrupted();
        chain.add(new RefusedStep(player.step(), fault.get(), instruction, before, List.of()));
      } else if (player.step() < origin || !delivered(player.events())) {
        chain.clear();
      }
      player.applyChanges();
    }
    return chain;
  }

  private static Optional<FaultRaised> fault(List<Event> events) {
    for (Event event : events) {
      if (event instanceof FaultRaised raised) {
        return Optional.of(raised);
      }
      if (event instanceof Event.ShutDown down) {
        return Optional.of(down.last());
      }
    }
    return Optional.empty();
  }

  private static boolean delivered(List<Event> events) {
    return events.stream()
        .anyMatch(
            event ->
                event instanceof Event.Delivered done && done.source() == Event.Source.EXCEPTION);
  }

  private RefusedStep.Before before() {
    Cpu cpu = machine.cpu();
    return new RefusedStep.Before(
        view.nextText(machine),
        cpu.segments.selector[Segments.CS],
        cpu.iopl(),
        (cpu.eflags() & Eflags.VM) != 0,
        cpu.idtBase(),
        cpu.gdtBase(),
        cpu.segments.base[Segments.LDTR]);
  }

  /** What to look for, operand by operand; null where nobody sets it. */
  private List<Sought> sought(RefusedStep refused) {
    FaultRaised fault = refused.fault();
    long until = refused.step() - 1;
    List<Sought> all = new ArrayList<>();
    for (String operand : fault.rule().operands()) {
      all.add(
          switch (operand) {
            case "CPL" -> Sought.cpl(until);
            case "IOPL" -> Sought.iopl(until);
            case "entry" -> Sought.bytes(fault.third(), Integer.BYTES, until);
            case "gate DPL", "segment DPL" -> dpl(refused, until);
            default -> null;
          });
    }
    return all;
  }

  /** The descriptor that the error code names (SDM 3, 7.13), by the present page tables. */
  private Sought dpl(RefusedStep refused, long until) {
    int errorCode = refused.fault().errorCode();
    boolean interrupts = (errorCode & 2) != 0;
    if (errorCode < 0 || errorCode <= 3 && !interrupts) {
      return null;
    }
    int table = (errorCode & 4) == 0 ? refused.gdtBase() : refused.ldtBase();
    int base = interrupts ? refused.idtBase() : table;
    int linear = base + (errorCode >>> 3) * DESCRIPTOR_BYTES;
    int physical = machine.cpu().linear().physical(linear);
    return physical == Paging.NOT_MAPPED ? null : Sought.dpl(physical + DPL_BYTE, until);
  }

  private Setter setter(Sought sought, boolean fromTheStart) {
    if (sought == null) {
      return new Setter.Unknown();
    }
    if (!sought.found()) {
      return fromTheStart ? new Setter.Start() : new Setter.Unknown();
    }
    if (sought.byReset()) {
      return new Setter.Start();
    }
    player.goTo(sought.step() - 1);
    String code = view.nextText(machine);
    boolean pending = machine.cpu().faultPending();
    player.runToEvent(1, Families.FAULTS);
    if (pending) {
      return new Setter.Delivery(sought.step());
    }
    if (machine.cpu().interrupted()) {
      return new Setter.Interrupt(sought.step());
    }
    int end = code.indexOf(' ');
    return new Setter.Instruction(end < 0 ? code : code.substring(0, end), sought.step());
  }
}
