package cloister.world.trap;

import cloister.cpu.Cpu;
import cloister.cpu.core.Eflags;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.event.Rule;
import cloister.event.Witness.Way;
import cloister.world.World;
import cloister.world.timeline.Repeat;
import cloister.world.timeline.Trace;
import cloister.world.trap.Row.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * How a step handed control over, as the processor did it: the step is done once more on another
 * board, under the eyes of a witness.
 *
 * @param code the instruction; for a delivery the one that goes on afterwards
 * @param vector of a delivery
 * @param refusal what it ended with, if it did
 * @param tasks the task that was left and the one that was entered, or none
 */
public record Passage(
    int step,
    When when,
    Way way,
    String code,
    int vector,
    int errorCode,
    List<Row> rows,
    Optional<FaultRaised> refusal,
    List<Task> tasks) {

  /** Which step it is, seen from the present one. */
  public enum When {
    NOW,
    NEXT,
    EARLIER
  }

  public Passage {
    rows = List.copyOf(rows);
    tasks = List.copyOf(tasks);
  }

  /** Of the present step; else of the delivery that comes next; else the last one before. */
  public static Optional<Passage> of(World world, Disassembler disassembler) {
    Repeat repeat = world.repeat();
    int step = world.step();
    Optional<Passage> passage = at(repeat, disassembler, step, When.NOW);
    if (passage.isEmpty() && world.board().cpu().faultPending()) {
      passage = at(repeat, disassembler, step + 1, When.NEXT);
    }
    Trace trace = world.timeline().trace();
    for (int i = trace.countUntil(step) - 1; i >= 0 && passage.isEmpty(); i--) {
      if (handsOver(trace.event(i))) {
        passage = at(repeat, disassembler, trace.step(i), When.EARLIER);
      }
    }
    return passage;
  }

  private static boolean handsOver(Event event) {
    return event instanceof Event.Delivered
        || event instanceof Event.Returned
        || event instanceof Event.TaskSwitched
        || event instanceof Event.SegmentLoaded loaded && loaded.register() == Segments.CS;
  }

  private static Optional<Passage> at(
      Repeat repeat, Disassembler disassembler, int step, When when) {
    if (step == 0) {
      return Optional.empty();
    }
    repeat.to(step - 1);
    Cpu cpu = repeat.board().cpu();
    int address = cpu.linearEip();
    String code =
        disassembler.disassemble(cpu.linear()::read8, address, address, cpu.codeBits()).text();
    boolean ordered = cpu.protectedMode() && !inVirtualMode(cpu);
    int[] before = Changes.sample(cpu);
    Recorder recorder = new Recorder();
    List<Event> events = repeat.step(recorder);
    if (recorder.way.isEmpty()) {
      return Optional.empty();
    }
    Way way = recorder.way.get();
    Optional<FaultRaised> refusal = refusal(events);
    List<Rule> asked = recorder.asked();
    List<Row> rows = recorder.rows;
    refusal.filter(fault -> !told(rows)).ifPresent(fault -> rows.add(failed(fault)));
    List<Task> tasks = tasks(cpu, events);
    if (refusal.isEmpty() && !cpu.shutDown() || !tasks.isEmpty()) {
      Changes.add(before, Changes.sample(cpu), rows);
    } else if (ordered) {
      for (Rule rule : Order.rest(way, asked)) {
        rows.add(new Row.Check(rule, 0, 0, 0, Outcome.OPEN));
      }
    }
    return Optional.of(
        new Passage(
            step, when, way, code, recorder.vector, recorder.errorCode, rows, refusal, tasks));
  }

  private static boolean inVirtualMode(Cpu cpu) {
    return (cpu.eflags() & Eflags.VM) != 0;
  }

  /** A debug exception follows what was done and refuses nothing. */
  private static Optional<FaultRaised> refusal(List<Event> events) {
    for (Event event : events) {
      if (event instanceof FaultRaised fault && fault.vector() != Exceptions.DB) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** True when the check that refused is among the rows: that of a page or a segment is not. */
  private static boolean told(List<Row> rows) {
    return !rows.isEmpty()
        && rows.get(rows.size() - 1) instanceof Row.Check check
        && check.outcome() == Outcome.FAILED;
  }

  private static Row failed(FaultRaised fault) {
    return new Row.Check(
        fault.rule(), fault.first(), fault.second(), fault.third(), Outcome.FAILED);
  }

  private static List<Task> tasks(Cpu cpu, List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.TaskSwitched switched) {
        return List.of(
            Task.of(cpu, switched.oldTask(), false), Task.of(cpu, switched.newTask(), true));
      }
    }
    return List.of();
  }
}
