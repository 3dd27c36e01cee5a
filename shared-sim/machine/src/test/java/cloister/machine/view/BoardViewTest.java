package cloister.machine.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.device.ide.TestMedium;
import cloister.machine.Digest;
import cloister.machine.Pc;
import cloister.machine.PcParts;
import cloister.machine.RomImage;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the panel shows of a PC: software changes a device, and the view says so. */
class BoardViewTest {
  private static final int MEBIBYTE = 1 << 20;

  /** At the reset vector: mov al, 0x12; out 0x80, al; jmp $. */
  private static final String CODE = "b012e680ebfe";

  private final BoardView view = new BoardView();
  private final Pc pc = pc();

  private static Pc pc() {
    byte[] rom = new byte[0x10000];
    byte[] code = HexFormat.of().parseHex(CODE);
    System.arraycopy(code, 0, rom, 0xfff0, code.length);
    return new Pc(
        new PcParts(
            MEBIBYTE,
            List.of(new RomImage(MEBIBYTE - rom.length, rom)),
            List.of(new TestMedium(100)),
            Optional.of(new TestMedium(64)),
            PcParts.DEFAULT_START_SECONDS,
            PcParts.DEFAULT_TICKS_PER_SECOND),
        value -> {});
  }

  private void out(int port, int... values) {
    for (int value : values) {
      pc.ports().write(port, 1, value);
    }
  }

  /** A member of the view, by names and indices with points between them. */
  private Json at(String path) {
    Json at = view.json(pc);
    for (String step : path.split("\\.")) {
      at =
          at instanceof Json.Arr list
              ? list.items().get(Integer.parseInt(step))
              : ((Json.Obj) at).get(step);
    }
    return at;
  }

  /** A row's value and the names of its bits, or whether it is on. */
  private String row(String table, String name) {
    for (Json item : ((Json.Arr) at(table)).items()) {
      Json.Obj row = (Json.Obj) item;
      if (row.get("name").equals(Json.of(name))) {
        if (row.get("on") instanceof Json.Bool on) {
          return on.value() ? "on" : "off";
        }
        StringBuilder text = new StringBuilder(((Json.Str) row.get("value")).value());
        if (row.get("bits") instanceof Json.Arr bits) {
          bits.items().forEach(bit -> text.append(' ').append(((Json.Str) bit).value()));
        }
        return text.toString();
      }
    }
    throw new AssertionError("no row " + name + " in " + table);
  }

  private String text(String path) {
    return at(path) instanceof Json.Str text ? text.value() : at(path).write();
  }

  @Test
  void theProcessorIsShownWithItsRegistersAndTheCodeThatComes() {
    assertEquals("mov al, 0x12", text("processor.code.0.text"));
    assertEquals("B012", text("processor.code.0.bytes"));
    assertEquals("out 0x80, al", text("processor.code.1.text"));
    assertEquals("0000FFF0", text("processor.registers.8.value"));
    assertEquals("FFFF0000", text("processor.segments.0.base"));
    assertEquals("16", text("processor.bits"));
    assertEquals("[]", text("processor.flags"));
    pc.run(1);
    assertEquals("EAX", text("processor.registers.0.name"));
    assertEquals("00000012", text("processor.registers.0.value"));
    assertEquals("out 0x80, al", text("processor.code.0.text"));
    pc.cpu().setEflags(0x3243);
    assertEquals("[\"IF\",\"ZF\",\"CF\"]", text("processor.flags"));
    assertEquals("3", text("processor.iopl"));
  }

  @Test
  void codeInTheMemoryOfADeviceIsNotRead() {
    pc.cpu().segments.set(1, 0xa000, 0xa0000, 0xffff, pc.cpu().segments.rights[1]);
    pc.cpu().setEip(0);
    assertEquals("[]", text("processor.code"));
  }

  @Test
  void theBoardShowsAddressLine20AndThePostCode() {
    assertEquals("on", row("board", "a20"));
    assertEquals("0x00", row("board", "post-code"));
    pc.run(2);
    assertEquals("0x12", row("board", "post-code"));
    out(0x64, 0xd1);
    out(0x60, 0xdd);
    assertEquals("off", row("board", "a20"));
    assertEquals("0xDD IRQ1 RES", row("keyboard", "output-port").replace(" IRQ12", ""));
    out(0x92, 2);
    assertEquals("on", row("board", "a20"));
    assertEquals("0x02 A20", row("board", "port-92"));
  }

  @Test
  void theInterruptControllersAreShownBitByBit() {
    out(0x20, 0x11);
    out(0x21, 0x30, 4, 1, 0xf8);
    out(0xa0, 0x11);
    out(0xa1, 0x38, 2, 1, 0xff);
    out(0x4d0, 0x20);
    pc.chipset().pic().set(1, true);
    assertEquals("48", text("chips.0.base"));
    assertEquals("248", text("chips.0.mask"));
    assertEquals("56", text("chips.1.base"));
    assertEquals("32", text("chips.0.levels"));
    assertEquals("2", text("chips.0.requests"));
    assertEquals("2", text("chips.0.pins"));
    assertEquals("1", text("chips.0.next"));
    assertEquals("-1", text("chips.0.served"));
    assertEquals(0x31, pc.chipset().pic().acknowledge());
    assertEquals("2", text("chips.0.inService"));
    assertEquals("1", text("chips.0.served"));
    assertEquals("0", text("chips.0.requests"));
  }

  @Test
  void theTimersCountersCountDown() {
    assertEquals("0", text("counters.0.reload"));
    out(0x43, 0x34);
    out(0x40, 0x9c, 0x2e);
    assertEquals("2", text("counters.0.mode"));
    assertEquals("11932", text("counters.0.reload"));
    String before = text("counters.0.count");
    pc.run(1000);
    assertNotEquals(before, text("counters.0.count"));
    assertEquals("false", text("counters.2.gate"));
    assertEquals("off", row("speaker", "speaker"));
    out(0x61, 3);
    assertEquals("true", text("counters.2.gate"));
    assertEquals("on", row("speaker", "speaker"));
    assertEquals("false", text("counters.2.decimal"));
    out(0x43, 0xb1);
    assertEquals("true", text("counters.2.decimal"));
  }

  @Test
  void theClockShowsDateRatesAndFlagsWithoutTakingThem() {
    assertEquals("2026-01-01 00:00:00", row("clock", "date"));
    assertEquals("1024 Hz", row("clock", "periodic"));
    assertEquals("0x02 24/12", row("clock", "register-b"));
    out(0x70, 0x0a);
    out(0x71, 0x2f);
    assertEquals("2 Hz", row("clock", "periodic"));
    assertEquals("0x0A", row("clock", "cmos-index"));
    out(0x70, 5);
    out(0x71, 0xff);
    out(0x70, 3);
    out(0x71, 0x30);
    out(0x70, 1);
    out(0x71, 0x15);
    assertEquals("**:30:15", row("clock", "alarm"));
    out(0x70, 0x0b);
    out(0x71, 0x12);
    assertEquals("0x12 UIE 24/12", row("clock", "register-b"));
    pc.run(PcParts.DEFAULT_TICKS_PER_SECOND + 1000);
    assertEquals("2026-01-01 00:00:01", row("clock", "date"));
    assertEquals("0xD0 IRQF PF UF", row("clock", "register-c"));
    out(0x70, 0x0c);
    assertEquals(0xd0, pc.ports().read(0x71, 1), "looking took no flag away");
    assertEquals("0x00", row("clock", "register-c"));
  }

  @Test
  void theKeyboardControllerShowsItsBufferAndSettings() {
    assertEquals("0x10 INH", row("keyboard", "status"));
    out(0x64, 0x60);
    assertEquals("0x60", row("keyboard", "command-waits"));
    out(0x60, 0x45);
    assertEquals("0x45 XLAT SYS INT", row("keyboard", "configuration"));
    pc.chipset().keyboard().key(0x1c, false, true);
    assertEquals("0x15 INH SYS OBF", row("keyboard", "status"));
    assertEquals("0x1E", row("keyboard", "output-buffer"));
    pc.chipset().keyboard().key(0x32, false, true);
    assertEquals("1", row("keyboard", "keys-waiting"));
    pc.ports().read(0x60, 1);
    pc.ports().read(0x60, 1);
    out(0x60, 0xed, 2);
    assertEquals("0x02 Num", row("keyboard", "lights"));
    assertEquals("2", row("keyboard", "scan-code-set"));
    assertEquals("on", row("keyboard", "scanning"));
    out(0x60, 0xf5);
    assertEquals("off", row("keyboard", "scanning"));
  }

  @Test
  void theScreenShowsCursorAndStart() {
    assertEquals("on", row("screen", "text-mode"));
    assertEquals("80 × 25", row("screen", "size"));
    out(0x3d4, 14);
    out(0x3d5, 0x01);
    out(0x3d4, 15);
    out(0x3d5, 0x42);
    assertEquals("4, 2", row("screen", "cursor-at"));
    assertEquals("0x0142", row("screen", "cursor-cell"));
    out(0x3d4, 13);
    out(0x3d5, 80);
    assertEquals("0x0050", row("screen", "start-cell"));
    assertEquals("3, 2", row("screen", "cursor-at"));
    out(0x3d4, 10);
    out(0x3d5, 0x20);
    assertEquals("off", row("screen", "cursor-shown"));
    out(0x3ce, 6);
    out(0x3cf, 5);
    assertEquals("off", row("screen", "text-mode"));
  }

  @Test
  void theSerialPortShowsSpeedSettingsAndInterrupts() {
    out(0x3fb, 0x80);
    out(0x3f8, 3);
    out(0x3f9, 0);
    assertEquals("on", row("serial", "divisor-latch"));
    out(0x3fb, 0x1a);
    assertEquals("3", row("serial", "divisor"));
    assertEquals("38400", row("serial", "baud"));
    assertEquals("7E1", row("serial", "frame"));
    out(0x3fb, 0x0f);
    assertEquals("8O2", row("serial", "frame"));
    out(0x3fb, 0x04);
    assertEquals("5N1.5", row("serial", "frame"));
    assertEquals("off", row("serial", "fifos"));
    out(0x3fa, 0xc7);
    assertEquals("on", row("serial", "fifos"));
    assertEquals("14", row("serial", "trigger"));
    out(0x3f9, 5);
    assertEquals("0x05 ELSI ERBFI", row("serial", "interrupt-enable"));
    assertEquals("–", row("serial", "interrupt-cause"));
    pc.receive('a');
    pc.receive('b');
    assertEquals("2", row("serial", "bytes-coming"));
    pc.run(PcParts.DEFAULT_TICKS_PER_SECOND / 100);
    assertEquals("2", row("serial", "bytes-arrived"));
    assertEquals("CTI", row("serial", "interrupt-cause"));
    assertTrue(row("serial", "line-status").endsWith(" DR"), row("serial", "line-status"));
    out(0x3fc, 0x0b);
    assertEquals("0x0B OUT2 RTS DTR", row("serial", "modem-control"));
  }

  @Test
  void aChannelShowsTheCommandBlockOfEachDrive() {
    assertEquals("–", row("channels.0.rows", "last-command"));
    out(0x1f6, 0xe0);
    out(0x1f2, 3);
    out(0x1f3, 0x11);
    out(0x1f7, 0x20);
    assertEquals("0x20 READ SECTORS", row("channels.0.rows", "last-command"));
    assertEquals("0x80 BSY", row("channels.0.drives.0.rows", "status"));
    assertEquals("17", row("channels.0.drives.0.rows", "sector"));
    assertEquals("3", row("channels.0.drives.0.rows", "sector-count"));
    pc.run(PcParts.DEFAULT_TICKS_PER_SECOND / 1000);
    assertEquals("0x58 DRDY DSC DRQ", row("channels.0.drives.0.rows", "status"));
    assertEquals("on", row("channels.0.rows", "interrupt-pending"));
    assertEquals("on", row("channels.0.rows", "interrupt-pending"), "looking acknowledges nothing");
    assertEquals("0x00", row("channels.0.rows", "device-control"));
    out(0x3f6, 2);
    assertEquals("0x02 nIEN", row("channels.0.rows", "device-control"));
    assertEquals("1", Integer.toString(((Json.Arr) at("channels.0.drives")).items().size()));
    assertEquals("true", text("channels.1.drives.0.selected"));
    out(0x177, 0x20);
    pc.run(PcParts.DEFAULT_TICKS_PER_SECOND / 1000);
    assertTrue(row("channels.1.drives.0.rows", "status").endsWith(" ERR"), text("channels.1"));
    assertEquals("0x04 ABRT", row("channels.1.drives.0.rows", "error"));
  }

  @Test
  void theFunctionsOfThePciBusAreListed() {
    assertEquals("0:00.0", text("pci.functions.0.place"));
    assertEquals("8086:1237", text("pci.functions.0.id"));
    assertEquals("010100", text("pci.functions.2.code"));
    pc.ports().write(0xcf8, 4, 0x80000904);
    assertEquals("0x80000904", row("pci.rows", "configuration-address"));
    assertEquals("[]", text("pci.functions.2.command"));
    pc.ports().write(0xcfc, 2, 1);
    assertEquals("[\"IO\"]", text("pci.functions.2.command"));
    pc.ports().write(0xcf8, 4, 0x8000093c);
    pc.ports().write(0xcfc, 1, 14);
    assertEquals("14", text("pci.functions.2.line"));
  }

  @Test
  void theApicsShowTheirTables() {
    assertEquals("off", row("localApic.rows", "apic-enabled"));
    assertEquals("on", row("localApic.rows", "passes-8259"));
    pc.memory().write32(0xfee000f0, 0x1ff);
    pc.memory().write32(0xfee00320, 0x20040);
    pc.memory().write32(0xfee003e0, 0xb);
    pc.memory().write32(0xfee00380, 1000);
    assertEquals("on", row("localApic.rows", "apic-enabled"));
    assertEquals("off", row("localApic.rows", "passes-8259"));
    assertEquals("1000", row("localApic.rows", "timer-initial"));
    assertEquals("1", row("localApic.rows", "timer-divisor"));
    assertEquals("40", text("localApic.sources.0.vector"));
    assertEquals("true", text("localApic.sources.0.periodic"));
    assertEquals("false", text("localApic.sources.0.masked"));
    assertEquals("true", text("localApic.sources.1.masked"));
    pc.run(1100);
    assertEquals("0x40", row("localApic.rows", "requests"));
    pc.chipset().localApic().acknowledge();
    assertEquals("0x40", row("localApic.rows", "in-service"));
    assertEquals("–", row("localApic.rows", "requests"));
    assertEquals("0x40", row("localApic.rows", "processor-priority"));

    assertEquals("true", text("ioApic.1.masked"));
    pc.memory().write32(0xfec00000, 0x12);
    pc.memory().write32(0xfec00010, 0xa931);
    pc.memory().write32(0xfec00000, 0x13);
    pc.memory().write32(0xfec00010, 0x01000000);
    assertEquals("31", text("ioApic.1.vector"));
    assertEquals("Lowest", text("ioApic.1.delivery"));
    assertEquals("L 01", text("ioApic.1.destination"));
    assertEquals("true", text("ioApic.1.level"));
    assertEquals("true", text("ioApic.1.activeLow"));
    assertEquals("false", text("ioApic.1.masked"));
    assertEquals("false", text("ioApic.1.high"));
    pc.chipset().ioApic().set(1, true);
    assertEquals("true", text("ioApic.1.high"));
  }

  @Test
  void lookingChangesNothing() {
    out(0x43, 0x34);
    out(0x40, 0x9c, 0x2e, 0x10);
    out(0x70, 0x0b);
    out(0x71, 0x72);
    pc.receive('a');
    out(0x1f7, 0x20);
    pc.run(PcParts.DEFAULT_TICKS_PER_SECOND / 100);
    String before = Digest.of(pc, pc.memory());
    view.json(pc);
    assertEquals(before, Digest.of(pc, pc.memory()));
  }
}
