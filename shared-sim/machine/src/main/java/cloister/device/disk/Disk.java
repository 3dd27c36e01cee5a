package cloister.device.disk;

import cloister.device.ide.Drive;
import cloister.device.ide.Medium;
import cloister.device.ide.Registers;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The hard disk: programmed input and output, by cylinder, head and sector or by LBA. */
public final class Disk implements Drive {
  private static final int SECTOR = Medium.SECTOR_BYTES;
  private static final int MAX_MULTIPLE = 16;
  private static final int DEFAULT_HEADS = 16;
  private static final int DEFAULT_SECTORS_A_TRACK = 63;
  private static final int MAX_CYLINDERS = 16_383;
  private static final int LARGEST_CYLINDER_COUNT = 0xffff;
  private static final int LARGEST_BY_CYLINDER =
      MAX_CYLINDERS * DEFAULT_HEADS * DEFAULT_SECTORS_A_TRACK;
  private static final int LARGEST_28_BIT = 0xfff_ffff;
  private static final int POWER_ACTIVE = 0xff;
  private static final int FEATURE_TRANSFER_MODE = 3;
  private static final int NOWHERE = -1;

  /** A cycle of the fastest programmed transfer. */
  private static final int PIO_4_NANOSECONDS = 120;

  private final Registers registers = new Registers();
  private final Overlay content;
  private int heads = DEFAULT_HEADS;
  private int sectorsATrack = DEFAULT_SECTORS_A_TRACK;
  private int multiple;

  /** The sector where the current transfer goes on, and how many are left of it. */
  private int sector;

  private int remaining;
  private int blockSectors;
  private boolean writes;

  /** Set while the 48-bit forms of the address registers are meant. */
  private boolean wide;

  public Disk(Medium medium) {
    content = new Overlay(medium);
  }

  public int sectors() {
    return content.sectors();
  }

  /** Copies a sector as it is now, for those who look from outside. */
  public void readSector(int sector, byte[] into, int at) {
    content.read(sector, into, at);
  }

  /** How many sectors differ, or may differ, from the medium. */
  public int sectorsWritten() {
    return content.sectorsWritten();
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public void reset() {
    registers.error = 1;
    registers.count = 1;
    registers.low = 1;
    registers.middle = 0;
    registers.high = 0;
    registers.device = 0;
    registers.finish();
    remaining = 0;
  }

  @Override
  public void hardwareReset() {
    heads = DEFAULT_HEADS;
    sectorsATrack = DEFAULT_SECTORS_A_TRACK;
    multiple = 0;
    reset();
  }

  @Override
  public void execute(int command) {
    wide = Commands.is48Bit(command);
    switch (command) {
      case Commands.READ, Commands.READ_ONCE, Commands.READ_EXT -> startRead(1);
      case Commands.WRITE, Commands.WRITE_ONCE, Commands.WRITE_EXT -> startWrite(1);
      case Commands.READ_MULTIPLE, Commands.READ_MULTIPLE_EXT -> startRead(multiple);
      case Commands.WRITE_MULTIPLE, Commands.WRITE_MULTIPLE_EXT -> startWrite(multiple);
      case Commands.VERIFY, Commands.VERIFY_ONCE, Commands.VERIFY_EXT -> verify();
      case Commands.SET_MULTIPLE -> setMultiple();
      case Commands.SET_GEOMETRY -> setGeometry();
      case Commands.IDENTIFY -> {
        identify();
        remaining = 0;
        registers.offer(SECTOR);
      }
      case Commands.READ_NATIVE_MAX, Commands.READ_NATIVE_MAX_EXT -> {
        tell(content.sectors() - 1);
        registers.succeed();
      }
      case Commands.CHECK_POWER -> {
        registers.count = POWER_ACTIVE;
        registers.succeed();
      }
      case Commands.DIAGNOSE -> {
        reset();
        registers.succeed();
        registers.error = 1;
      }
      case Commands.SET_FEATURES -> setFeatures();
      default -> executeIdle(command);
    }
  }

  /** Commands that change nothing here, and those that the disk does not know. */
  private void executeIdle(int command) {
    switch (command) {
      case Commands.SEEK,
          Commands.FLUSH,
          Commands.FLUSH_EXT,
          Commands.STANDBY_NOW,
          Commands.IDLE_NOW,
          Commands.STANDBY,
          Commands.IDLE,
          Commands.SLEEP ->
          registers.succeed();
      default -> {
        if ((command & 0xf0) == Commands.RECALIBRATE) {
          registers.succeed();
        } else {
          registers.fail(Registers.ERROR_ABORTED);
        }
      }
    }
  }

  private void setGeometry() {
    if (registers.count == 0) {
      registers.fail(Registers.ERROR_ABORTED);
      return;
    }
    sectorsATrack = registers.count;
    heads = (registers.device & 15) + 1;
    registers.succeed();
  }

  private void setMultiple() {
    int wanted = registers.count;
    boolean powerOfTwo = (wanted & wanted - 1) == 0;
    if (wanted > MAX_MULTIPLE || !powerOfTwo) {
      registers.fail(Registers.ERROR_ABORTED);
    } else {
      multiple = wanted;
      registers.succeed();
    }
  }

  /** Write cache and look-ahead make no difference; only the PIO transfer modes are there. */
  private void setFeatures() {
    boolean dma = registers.features == FEATURE_TRANSFER_MODE && registers.count >= 0x10;
    if (dma) {
      registers.fail(Registers.ERROR_ABORTED);
    } else {
      registers.succeed();
    }
  }

  private void verify() {
    blockSectors = 1;
    if (find()) {
      registers.succeed();
    }
  }

  private void startRead(int sectorsABlock) {
    writes = false;
    blockSectors = sectorsABlock;
    if (find()) {
      offerBlock();
    }
  }

  private void startWrite(int sectorsABlock) {
    writes = true;
    blockSectors = sectorsABlock;
    if (find()) {
      registers.ask(Math.min(remaining, blockSectors) * SECTOR, false);
    }
  }

  /** Finds the sectors that the registers name; false after failing. */
  private boolean find() {
    if (blockSectors == 0) {
      registers.fail(Registers.ERROR_ABORTED);
      return false;
    }
    int most = wide ? 0x1_0000 : 0x100;
    int named = wide ? registers.countBefore << 8 | registers.count : registers.count;
    remaining = named == 0 ? most : named;
    sector = namedSector(wide);
    boolean exists = sector >= 0 && sector <= content.sectors() - remaining;
    if (!exists) {
      remaining = 0;
      registers.fail(Registers.ERROR_NO_ADDRESS);
    }
    return exists;
  }

  @Override
  public int namedSector(int command) {
    return namedSector(Commands.is48Bit(command));
  }

  private int namedSector(boolean wide) {
    if (wide) {
      boolean beyond = registers.middleBefore != 0 || registers.highBefore != 0;
      int address =
          registers.low | registers.middle << 8 | registers.high << 16 | registers.lowBefore << 24;
      return beyond || address < 0 ? NOWHERE : address;
    }
    int head = registers.device & 15;
    if ((registers.device & Registers.DEVICE_LBA) != 0) {
      return registers.low | registers.middle << 8 | registers.high << 16 | head << 24;
    }
    int cylinder = registers.middle | registers.high << 8;
    boolean exists = registers.low >= 1 && registers.low <= sectorsATrack && head < heads;
    return exists ? (cylinder * heads + head) * sectorsATrack + registers.low - 1 : NOWHERE;
  }

  /** Leaves the address of a sector in the registers. */
  private void tell(int address) {
    if (wide || (registers.device & Registers.DEVICE_LBA) != 0) {
      registers.low = address & 0xff;
      registers.middle = address >>> 8 & 0xff;
      registers.high = address >>> 16 & 0xff;
      if (wide) {
        registers.lowBefore = address >>> 24;
        registers.middleBefore = 0;
        registers.highBefore = 0;
      } else {
        registers.device = registers.device & ~15 | address >>> 24 & 15;
      }
      return;
    }
    int track = address / sectorsATrack;
    registers.low = address % sectorsATrack + 1;
    registers.device = registers.device & ~15 | track % heads;
    registers.middle = track / heads & 0xff;
    registers.high = track / heads >>> 8 & 0xff;
  }

  private void offerBlock() {
    int sectors = Math.min(remaining, blockSectors);
    for (int i = 0; i < sectors; i++) {
      content.read(sector + i, registers.buffer, i * SECTOR);
    }
    advance(sectors);
    registers.offer(sectors * SECTOR);
  }

  private void advance(int sectors) {
    tell(sector + sectors - 1);
    sector += sectors;
    remaining -= sectors;
    registers.count = remaining & 0xff;
  }

  /** Drivers that were written for other simulated disks write the first sector without waiting. */
  @Override
  public boolean asksAtOnce(int command) {
    return Commands.takesData(command);
  }

  @Override
  public void blockDone() {
    if (!writes) {
      if (remaining > 0) {
        offerBlock();
      } else {
        registers.finish();
      }
      return;
    }
    int sectors = Math.min(remaining, blockSectors);
    for (int i = 0; i < sectors; i++) {
      content.write(sector + i, registers.buffer, i * SECTOR);
    }
    advance(sectors);
    if (remaining > 0) {
      registers.ask(Math.min(remaining, blockSectors) * SECTOR, true);
    } else {
      writes = false;
      registers.succeed();
    }
  }

  @Override
  public boolean endsWithBlock() {
    return !writes && remaining == 0;
  }

  @Override
  public boolean obeysWhileBusy(int command) {
    return false;
  }

  private void identify() {
    writes = false;
    int total = content.sectors();
    int cylinders = Math.clamp(total / (DEFAULT_HEADS * DEFAULT_SECTORS_A_TRACK), 1, MAX_CYLINDERS);
    int currentCylinders = Math.min(total, LARGEST_BY_CYLINDER) / (heads * sectorsATrack);
    currentCylinders = Math.clamp(currentCylinders, 1, LARGEST_CYLINDER_COUNT);
    int reachable = currentCylinders * heads * sectorsATrack;
    registers.clear(SECTOR);
    registers.setWord(0, 0x0040);
    registers.setWord(1, cylinders);
    registers.setWord(3, DEFAULT_HEADS);
    registers.setWord(6, DEFAULT_SECTORS_A_TRACK);
    registers.setText(10, 10, "CLOISTER0001");
    registers.setText(23, 4, "1");
    registers.setText(27, 20, "CLOISTER HARD DISK");
    registers.setWord(47, 0x8000 | MAX_MULTIPLE);
    registers.setWord(49, 1 << 9);
    registers.setWord(51, 0x200);
    registers.setWord(53, 3);
    registers.setWord(54, currentCylinders);
    registers.setWord(55, heads);
    registers.setWord(56, sectorsATrack);
    registers.setWord(57, reachable & 0xffff);
    registers.setWord(58, reachable >>> 16);
    registers.setWord(59, multiple == 0 ? 0 : 0x100 | multiple);
    int addressable = Math.min(total, LARGEST_28_BIT);
    registers.setWord(60, addressable & 0xffff);
    registers.setWord(61, addressable >>> 16);
    registers.setWord(64, 3);
    registers.setWord(67, PIO_4_NANOSECONDS);
    registers.setWord(68, PIO_4_NANOSECONDS);
    registers.setWord(80, 0x70);
    registers.setWord(83, 0x7400);
    registers.setWord(84, 0x4000);
    registers.setWord(86, 0x3400);
    registers.setWord(87, 0x4000);
    registers.setWord(100, total & 0xffff);
    registers.setWord(101, total >>> 16);
  }

  @Override
  public void save(StateWriter out) {
    content.save(out);
    out.writeInt(heads);
    out.writeInt(sectorsATrack);
    out.writeInt(multiple);
    out.writeInt(sector);
    out.writeInt(remaining);
    out.writeInt(blockSectors);
    out.writeBoolean(writes);
    out.writeBoolean(wide);
  }

  @Override
  public void load(StateReader in) {
    content.load(in);
    heads = in.readInt();
    sectorsATrack = in.readInt();
    multiple = in.readInt();
    sector = in.readInt();
    remaining = in.readInt();
    blockSectors = in.readInt();
    writes = in.readBoolean();
    wide = in.readBoolean();
  }
}
