package cloister.world.probe;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.PageWalk;
import cloister.machine.Machine;
import cloister.world.table.Descriptor;
import cloister.world.table.DescriptorTable;
import cloister.world.table.PageField;
import cloister.world.table.TaskState;

/** A place of the machine that holds a number and can be changed by hand. */
public sealed interface Place {
  int read(Machine machine);

  /** Changes the place; {@link #exists} and {@link #max} have been asked before. */
  void write(Machine machine, int value);

  /** Largest value, unsigned. */
  int max();

  /** False when the machine has no such place now, for example an entry beyond a table's limit. */
  default boolean exists(Machine machine) {
    return true;
  }

  /** Physical address of the bytes that hold the place; -1 when no memory does. */
  default int physical(Machine machine) {
    return -1;
  }

  /** How many bytes at {@link #physical} hold it, at most 8. */
  default int size(Machine machine) {
    return Integer.BYTES;
  }

  /** What {@link #read} would find in these bytes. */
  default int value(int low, int high) {
    return low;
  }

  /** A general register, in the processor's numbering. */
  record General(int register) implements Place {
    @Override
    public int read(Machine machine) {
      return machine.cpu().general[register];
    }

    @Override
    public void write(Machine machine, int value) {
      machine.cpu().general[register] = value;
    }

    @Override
    public int max() {
      return -1;
    }
  }

  /** EIP. */
  record InstructionPointer() implements Place {
    @Override
    public int read(Machine machine) {
      return machine.cpu().eip();
    }

    @Override
    public void write(Machine machine, int value) {
      machine.cpu().setEip(value);
    }

    @Override
    public int max() {
      return -1;
    }
  }

  /** A field of EFLAGS. */
  record Flag(int high, int low) implements Place {
    @Override
    public int read(Machine machine) {
      return Bits.field(machine.cpu().eflags(), high, low);
    }

    @Override
    public void write(Machine machine, int value) {
      Cpu cpu = machine.cpu();
      cpu.setEflags(Bits.withField(cpu.eflags(), high, low, value));
    }

    @Override
    public int max() {
      return (2 << high - low) - 1;
    }
  }

  /**
   * Bytes of physical memory.
   *
   * @param bytes 1, 2 or 4
   */
  record Cell(int address, int bytes) implements Place {
    @Override
    public int read(Machine machine) {
      Memory memory = machine.memory();
      return switch (bytes) {
        case 1 -> memory.read8(address);
        case 2 -> memory.read16(address);
        default -> memory.read32(address);
      };
    }

    @Override
    public void write(Machine machine, int value) {
      Memory memory = machine.memory();
      switch (bytes) {
        case 1 -> memory.write8(address, value);
        case 2 -> memory.write16(address, value);
        default -> memory.write32(address, value);
      }
    }

    @Override
    public int max() {
      return bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    }

    @Override
    public boolean exists(Machine machine) {
      return address >= 0 && address <= machine.memory().size() - bytes;
    }

    @Override
    public int physical(Machine machine) {
      return address;
    }

    @Override
    public int size(Machine machine) {
      return bytes;
    }
  }

  /** A field of an entry of the GDT or the IDT. */
  record Entry(boolean interrupts, int index, DescriptorField field) implements Place {
    @Override
    public int read(Machine machine) {
      return field.read(table(machine).entry(index));
    }

    @Override
    public void write(Machine machine, int value) {
      DescriptorTable table = table(machine);
      Descriptor changed = field.write(table.entry(index), value);
      table.write(index, changed);
    }

    @Override
    public int max() {
      return field.max();
    }

    @Override
    public boolean exists(Machine machine) {
      return machine.cpu().protectedMode() && table(machine).has(index);
    }

    @Override
    public int physical(Machine machine) {
      return machine.cpu().linear().physical(table(machine).address(index));
    }

    @Override
    public int size(Machine machine) {
      return Descriptor.SIZE;
    }

    @Override
    public int value(int low, int high) {
      return field.read(new Descriptor(low, high));
    }

    private DescriptorTable table(Machine machine) {
      Cpu cpu = machine.cpu();
      return interrupts
          ? new DescriptorTable(cpu.linear(), cpu.idtBase(), cpu.idtLimit())
          : new DescriptorTable(cpu.linear(), cpu.gdtBase(), cpu.gdtLimit());
    }
  }

  /**
   * A field of an entry on the way to a page.
   *
   * @param linear any address in the page
   * @param ofDirectory the entry of the directory, though a table may follow; else the one that
   *     maps the page
   */
  record Page(int linear, boolean ofDirectory, PageField field) implements Place {
    @Override
    public int read(Machine machine) {
      return field.read(machine.memory().read32(physical(machine)));
    }

    @Override
    public void write(Machine machine, int value) {
      int address = physical(machine);
      Memory memory = machine.memory();
      memory.write32(address, field.write(memory.read32(address), value));
    }

    @Override
    public int max() {
      return field.max();
    }

    @Override
    public boolean exists(Machine machine) {
      Cpu cpu = machine.cpu();
      if (!cpu.paging().enabled()) {
        return false;
      }
      PageWalk walk = walk(machine);
      boolean reached = ofDirectory || walk.large() ? walk.reachedDirectory() : walk.reachedTable();
      return reached && (walk.wide() || !field.inUpperWord());
    }

    private PageWalk walk(Machine machine) {
      return machine.cpu().paging().probe(linear);
    }

    @Override
    public int value(int low, int high) {
      return field.read(low);
    }

    @Override
    public int physical(Machine machine) {
      PageWalk walk = walk(machine);
      int entry = ofDirectory || walk.large() ? walk.directoryAddress() : walk.tableAddress();
      return field.inUpperWord() ? entry + 4 : entry;
    }
  }

  /** A field of the current task-state segment. */
  record Task(TaskState.Field field) implements Place {
    @Override
    public int read(Machine machine) {
      return state(machine).read(field);
    }

    @Override
    public void write(Machine machine, int value) {
      state(machine).write(field, value);
    }

    @Override
    public int max() {
      return field.bytes() == 4 ? -1 : 0xffff;
    }

    @Override
    public boolean exists(Machine machine) {
      return machine.cpu().segments.selector[Segments.TR] != 0 && state(machine).has(field);
    }

    @Override
    public int physical(Machine machine) {
      TaskState state = state(machine);
      return state.memory().physical(state.base() + state.offset(field));
    }

    @Override
    public int size(Machine machine) {
      return state(machine).bytes(field);
    }

    private static TaskState state(Machine machine) {
      return TaskState.current(machine.cpu().linear(), machine.cpu().segments);
    }
  }

  /**
   * Whether a guest of a hypervisor is frozen: 1 or 0.
   *
   * @param guest from 0
   */
  record Frozen(int guest) implements Place {
    @Override
    public int read(Machine machine) {
      return machine.isFrozen(guest) ? 1 : 0;
    }

    @Override
    public void write(Machine machine, int value) {
      machine.freeze(guest, value != 0);
    }

    @Override
    public int max() {
      return 1;
    }

    @Override
    public boolean exists(Machine machine) {
      return guest < machine.freezable();
    }
  }

  /**
   * Whether a snapshot of a guest is kept: 1 takes one, 0 forgets it. Only of a guest that is not
   * the present one, whose registers are in the processor.
   *
   * @param guest from 0
   */
  record Snapshot(int guest) implements Place {
    @Override
    public int read(Machine machine) {
      return machine.hasSnapshot(guest) ? 1 : 0;
    }

    @Override
    public void write(Machine machine, int value) {
      machine.snapshot(guest, value != 0);
    }

    @Override
    public int max() {
      return 1;
    }

    @Override
    public boolean exists(Machine machine) {
      return guest < machine.freezable() && machine.takesSnapshot(guest);
    }
  }

  /**
   * Always 0; a byte from 1 on is typed to a guest that is told of what is typed.
   *
   * @param guest from 0
   */
  record Key(int guest) implements Place {
    private static final int LARGEST = 255;

    @Override
    public int read(Machine machine) {
      return 0;
    }

    @Override
    public void write(Machine machine, int value) {
      if (value != 0) {
        machine.key(guest, value);
      }
    }

    @Override
    public int max() {
      return LARGEST;
    }

    @Override
    public boolean exists(Machine machine) {
      return guest < machine.freezable() && machine.takesKeys(guest);
    }
  }

  /**
   * Always 0; 1 puts a guest back to its snapshot.
   *
   * @param guest from 0
   */
  record PutBack(int guest) implements Place {
    @Override
    public int read(Machine machine) {
      return 0;
    }

    @Override
    public void write(Machine machine, int value) {
      if (value != 0) {
        machine.putBack(guest);
      }
    }

    @Override
    public int max() {
      return 1;
    }

    @Override
    public boolean exists(Machine machine) {
      return guest < machine.freezable()
          && machine.takesSnapshot(guest)
          && machine.hasSnapshot(guest);
    }
  }
}
