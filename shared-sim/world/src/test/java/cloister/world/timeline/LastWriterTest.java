package cloister.world.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.input.InvalidInput;
import cloister.world.Command;
import cloister.world.Kernel;
import cloister.world.PagedKernel;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.probe.Place;
import cloister.world.table.PageField;
import cloister.world.timeline.LastWriter.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastWriterTest {
  private final World world = Kernel.world();

  @Test
  void iretSetsRingAndIopl() throws InvalidInput {
    world.apply(new Command.Run(200));
    int leave = stepOf("leave");
    world.apply(new Command.Seek(leave + 3));
    List<Writer> writers = find(Watch.cpl(), Watch.iopl());
    assertEquals(leave, step(writers.get(0)));
    assertEquals(leave, step(writers.get(1)));
  }

  @Test
  void popfSetsIoplWhateverItsPrefixes() throws InvalidInput {
    assertEquals(2, iopl("cli\nmov sp, 0x7000\nds popfd\n"));
  }

  @Test
  void aTwoByteOpcodeIsNotTakenForAShortOne() throws InvalidInput {
    assertEquals(-1, iopl("cli\nnop\nsetge bl\n"));
  }

  /** Which of three instructions is said to have written IOPL, counted from 0; -1 for none. */
  private static int iopl(String instructions) throws InvalidInput {
    String kernel = "org 0x7C00\nbits 16\n" + instructions + "hlt\n";
    World world =
        new World(
            Kernel.opcodes(),
            new Scenario(
                Scenario.RINGS,
                Scenario.DEFAULT_MEMORY,
                7,
                List.of(new SourceFile("kernel.asm", kernel, false)),
                1000));
    world.apply(new Command.Run(3));
    Writer writer = world.lastWriter().find(world.step(), List.of(Watch.iopl())).get(0);
    return writer instanceof Writer.Step found ? found.moment().step() - 1 : -1;
  }

  @Test
  void memoryIsFoundAcrossCheckpoints() throws InvalidInput {
    World long1 = Kernel.world(Kernel.SPIN.replace("mov [0x21000], eax", "mov [0x21000], edx"));
    long1.apply(new Command.Run(10_000));
    int gate = long1.symbol("idt").orElseThrow() + 0x30 * 8;
    List<Writer> writers =
        long1
            .lastWriter()
            .find(long1.step(), List.of(Watch.bytes(gate, 8), Watch.bytes(0x22000, 4)));
    Writer.Step writer = (Writer.Step) writers.get(0);
    long1.apply(new Command.Seek(writer.moment().step() - 1));
    int before = long1.machine().memory().read32(gate + 4);
    long1.apply(new Command.Run(1));
    assertEquals(0, before);
    assertEquals(0x8E00, long1.machine().memory().read32(gate + 4));
    assertEquals(new Writer.Start(), writers.get(1));
  }

  @Test
  void whatWasChangedByHandIsNamed() throws InvalidInput {
    world.apply(new Command.Run(40));
    world.apply(new Command.Poke("idt.30.dpl", 3));
    world.apply(new Command.Run(5));
    int gate = world.symbol("idt").orElseThrow() + 0x30 * 8;
    assertEquals(40, byHand(find(Watch.bytes(gate, 8)).get(0)));
    world.apply(new Command.Seek(0));
    world.apply(new Command.Poke("reg.edi", 5));
    world.apply(new Command.Run(20));
    assertEquals(0, byHand(find(Watch.at(new Place.General(7), world.machine())).get(0)));
  }

  /** The tables are older than the paging that makes places of them. */
  @Test
  void pageFieldsAreTracedByTheirMemory() throws InvalidInput {
    World paged =
        PagedKernel.inRing3("mov dword [0x22000], 5\nmov dword [0x22000], 6\nend: jmp end\n");
    int written = paged.step() + 1;
    paged.apply(new Command.Run(3));
    List<Watch> watches = new ArrayList<>();
    for (PageField field : List.of(PageField.USER, PageField.FRAME, PageField.DIRTY)) {
      watches.add(Watch.at(new Place.Page(0x22000, false, field), paged.machine()));
    }
    List<Writer> writers = paged.lastWriter().find(paged.step(), watches);
    assertEquals(new Writer.Start(), writers.get(0));
    assertEquals(new Writer.Start(), writers.get(1));
    assertEquals(written, step(writers.get(2)));
  }

  @Test
  void aDplIsWrittenThoughItStays() throws InvalidInput {
    world.apply(new Command.Run(40));
    int gate = world.symbol("idt").orElseThrow() + 0x30 * 8;
    List<Writer> writers = find(Watch.dpl(gate), Watch.bytes(gate + 4, 4));
    assertEquals(step(writers.get(1)), step(writers.get(0)));
  }

  private List<Writer> find(Watch... watches) {
    return world.lastWriter().find(world.step(), List.of(watches));
  }

  private int stepOf(String symbol) {
    int address = world.symbol(symbol).orElseThrow();
    int step = 0;
    while (!world.timeline().coverage().executed(address, step)) {
      step++;
    }
    return step;
  }

  private static int byHand(Writer writer) {
    return ((Writer.ByHand) writer).step();
  }

  private static int step(Writer writer) {
    return ((Writer.Step) writer).moment().step();
  }
}
