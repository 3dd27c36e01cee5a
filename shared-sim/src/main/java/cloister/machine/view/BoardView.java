package cloister.machine.view;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.device.reset.Reset;
import cloister.machine.Pc;
import java.util.List;

/** A whole PC as it stands: nothing in it changes because somebody looks. */
public final class BoardView {
  private static final String SYSTEM_CONTROL = "RES A20";

  private final Disassembler disassembler = new Disassembler(new OpcodeTable());

  public Json json(Pc pc) {
    return Json.object()
        .put("processor", new ProcessorView(pc.cpu(), pc.memory(), disassembler).json())
        .put("board", board(pc))
        .put("chips", PicView.chipsWithLines(pc.pic()))
        .put("counters", PitView.countersWithGates(pc.pit()))
        .put("speaker", new Rows().on("speaker", pc.pit().speaker()).list())
        .put("clock", ClockView.rows(pc.rtc()))
        .put("keyboard", KeyboardView.rows(pc.keyboard()))
        .put("screen", VgaView.rows(pc.screen()))
        .put("serial", SerialView.rows(pc.uart()))
        .put("channels", List.of(IdeView.json(pc.channel(false)), IdeView.json(pc.channel(true))))
        .put("pci", PciView.json(pc.pci()))
        .put("localApic", ApicView.local(pc.localApic()))
        .put("ioApic", ApicView.lines(pc.ioApic()))
        .build();
  }

  /** The instruction that comes next, as one of the processor's list of code. */
  public Json next(Pc pc) {
    return new ProcessorView(pc.cpu(), pc.memory(), disassembler).next();
  }

  private static List<Json> board(Pc pc) {
    Reset reset = pc.reset();
    return new Rows()
        .on("a20", pc.memory().addressLine20())
        .bits("port-92", reset.systemControl(), 2, SYSTEM_CONTROL)
        .hex("post-code", pc.postCode(), 2)
        .list();
  }
}
