package cloister.machine.view;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.device.reset.Reset;
import cloister.machine.Machine;
import cloister.machine.WholePc;
import java.util.List;

/** A whole PC as it stands: nothing in it changes because somebody looks. */
public final class BoardView {
  private static final String SYSTEM_CONTROL = "RES A20";

  private final Disassembler disassembler = new Disassembler(new OpcodeTable());

  public Json json(WholePc pc) {
    return Json.object()
        .put("processor", new ProcessorView(pc.cpu(), pc.memory(), disassembler).json())
        .put("board", board(pc))
        .put("chips", PicView.chipsWithLines(pc.chipset().pic()))
        .put("counters", PitView.countersWithGates(pc.chipset().pit()))
        .put("speaker", new Rows().on("speaker", pc.chipset().pit().speaker()).list())
        .put("clock", ClockView.rows(pc.chipset().rtc()))
        .put("keyboard", KeyboardView.rows(pc.chipset().keyboard()))
        .put("screen", VgaView.rows(pc.chipset().screen()))
        .put("serial", SerialView.rows(pc.chipset().uart()))
        .put(
            "channels",
            List.of(
                IdeView.json(pc.chipset().channel(false)),
                IdeView.json(pc.chipset().channel(true))))
        .put("pci", PciView.json(pc.chipset().pci()))
        .put("localApic", ApicView.local(pc.chipset().localApic()))
        .put("ioApic", ApicView.lines(pc.chipset().ioApic()))
        .build();
  }

  /** The instruction that comes next, as one of the processor's list of code. */
  public Json next(WholePc pc) {
    return new ProcessorView(pc.cpu(), pc.memory(), disassembler).next();
  }

  /** Its text; empty where it lies in no memory. */
  public String nextText(Machine machine) {
    return new ProcessorView(machine.cpu(), machine.memory(), disassembler).nextText();
  }

  private static List<Json> board(WholePc pc) {
    Reset reset = pc.chipset().reset();
    return new Rows()
        .on("a20", pc.memory().addressLine20())
        .bits("port-92", reset.systemControl(), 2, SYSTEM_CONTROL)
        .hex("post-code", pc.chipset().postCode(), 2)
        .list();
  }
}
