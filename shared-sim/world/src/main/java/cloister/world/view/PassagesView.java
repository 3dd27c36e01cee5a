package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.cpu.disasm.Disassembler;
import cloister.event.Event;
import cloister.message.Words;
import cloister.world.World;
import cloister.world.timeline.Repeat;
import cloister.world.timeline.Trace;

/**
 * How a step handed control over, as the processor did it: the step is done once more on another
 * machine, under the eyes of a witness.
 */
final class PassagesView {
  private final Words words;
  private final Disassembler disassembler;

  PassagesView(Words words, Disassembler disassembler) {
    this.words = words;
    this.disassembler = disassembler;
  }

  /** Of the present step; else of the delivery that comes next; else the last one before. */
  Json json(World world) {
    Repeat repeat = world.repeat();
    int step = world.step();
    Json found = step == 0 ? Json.NULL : at(repeat, step, "trap.now");
    if (found == Json.NULL && world.machine().cpu().faultPending()) {
      found = at(repeat, step + 1, "trap.next");
    }
    Trace trace = world.timeline().trace();
    for (int i = trace.countUntil(step) - 1; i >= 0 && found == Json.NULL; i--) {
      if (handsOver(trace.event(i))) {
        found = at(repeat, trace.step(i), "trap.earlier");
      }
    }
    return found;
  }

  private static boolean handsOver(Event event) {
    return event instanceof Event.Delivered
        || event instanceof Event.Returned
        || event instanceof Event.TaskSwitched
        || event instanceof Event.InnerRingCalled
        || event instanceof Event.SegmentLoaded loaded && loaded.register() == Segments.CS;
  }

  private Json at(Repeat repeat, int step, String title) {
    repeat.to(step - 1);
    Cpu cpu = repeat.machine().cpu();
    int address = cpu.linearEip();
    String code =
        disassembler.disassemble(cpu.linear()::read8, address, address, cpu.codeBits()).text();
    PassageView passage = new PassageView(words, cpu, code);
    return passage.json(step, title, repeat.step(passage));
  }
}
