package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.cpu.Cpu;
import cloister.hypervisor.Cell.Part;
import cloister.hypervisor.Frame.Word;
import java.util.ArrayList;
import java.util.List;

/** What is kept of a guest whose kernel runs in ring 1: its registers, and what it believes. */
final class FrameCells {
  /** Where its registers are while it does not run. */
  interface Registers {
    int get(Word word);
  }

  private final VirtualMachine guest;
  private final List<Cell> cells = new ArrayList<>();

  FrameCells(VirtualMachine guest) {
    this.guest = guest;
  }

  /**
   * @param address linear address of the first word
   */
  FrameCells registers(Registers registers, int address) {
    for (Word word : Word.values()) {
      String place = Hex.hex32(address + Integer.BYTES * word.ordinal());
      cells.add(Cell.word(Part.FRAME, word.name(), place, registers.get(word)));
    }
    return this;
  }

  FrameCells virtual(boolean letsInterruptsIn) {
    VirtualCpu cpu = guest.cpu();
    cells.add(Cell.bit("IF", letsInterruptsIn));
    cells.add(new Cell(Part.VIRTUAL, "IOPL", "", Integer.toString(cpu.ioPrivilege)));
    cells.add(Cell.word(Part.VIRTUAL, "CR0", "", cpu.cr0));
    cells.add(Cell.word(Part.VIRTUAL, "CR2", "", cpu.cr2));
    cells.add(Cell.word(Part.VIRTUAL, "CR3", "", cpu.cr3));
    cells.add(Cell.word(Part.VIRTUAL, "CR4", "", cpu.cr4));
    cells.add(Cell.word(Part.VIRTUAL, "GDTR", "", cpu.gdtBase));
    cells.add(Cell.word(Part.VIRTUAL, "IDTR", "", cpu.idtBase));
    cells.add(new Cell(Part.VIRTUAL, "LDTR", "", Hex.hex16(cpu.localTable)));
    cells.add(new Cell(Part.VIRTUAL, "TR", "", Hex.hex16(cpu.taskSelector)));
    cells.addAll(common(guest));
    return this;
  }

  /** What the hypervisor keeps of every guest, whatever the technique. */
  static List<Cell> common(VirtualMachine guest) {
    VirtualDevices devices = guest.devices();
    return List.of(
        Cell.bit("halted", guest.cpu().halted),
        Cell.bit("waiting", guest.raised()),
        new Cell(Part.VIRTUAL, "instructions", "", Long.toString(guest.ticks())),
        new Cell(Part.VIRTUAL, "console", "", devices.console().text()));
  }

  /** After a page fault: the guest's own entries on the way, and the shadow of the last one. */
  FrameCells entries(Frame frame, Cpu cpu) {
    if (frame.get(Word.VECTOR) != GuestFault.PAGE_FAULT) {
      return this;
    }
    int linear = cpu.control(2);
    GuestTables.Walk walk = guest.tables().walk(linear);
    entry("directory", walk.directory());
    entry("table", walk.table());
    int shadow = guest.shadow().entryAddress(linear);
    String place = shadow == 0 ? "" : Hex.hex32(shadow);
    cells.add(Cell.word(Part.ENTRY, "shadow", place, guest.shadow().entryOf(linear)));
    return this;
  }

  private void entry(String name, int address) {
    if (address >= 0) {
      int value = guest.memory().read32(address);
      cells.add(Cell.word(Part.ENTRY, name, Hex.hex32(address), value));
    }
  }

  List<Cell> list() {
    return cells;
  }
}
