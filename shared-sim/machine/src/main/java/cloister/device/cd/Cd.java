package cloister.device.cd;

import cloister.device.ide.Drive;
import cloister.device.ide.Medium;
import cloister.device.ide.Registers;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The CD-ROM drive with a disc in it. */
public final class Cd implements Drive {
  private static final int SECTOR = 2048;
  private static final int MEDIUM_SECTORS = SECTOR / Medium.SECTOR_BYTES;
  private static final int PACKET_BYTES = 12;
  private static final int IDENTIFY_BYTES = 512;

  /** The count register of a packet device says what the block is. */
  private static final int REASON_COMMAND = 1;

  private static final int REASON_TO_HOST = 2;
  private static final int REASON_DONE = REASON_COMMAND | REASON_TO_HOST;
  private static final int SIGNATURE_MIDDLE = 0x14;
  private static final int SIGNATURE_HIGH = 0xeb;
  private static final int NOWHERE = -1;

  private final Registers registers = new Registers();
  private final Medium disc;
  private final Answers answers;
  private final int[] packet = new int[PACKET_BYTES];
  private boolean packetFollows;

  /** Sectors that are still to be read, and where. */
  private int sector;

  private int remaining;

  /** Bytes of the sector that a host with a small limit has taken. */
  private int given;

  /** Bytes of an answer in the buffer, of which a block is offered at a time. */
  private int answerLeft;

  /** The most that the host takes at once. */
  private int blockLimit;

  private int senseKey;
  private int senseCode;

  public Cd(Medium disc) {
    this.disc = disc;
    answers = new Answers(registers, sectors());
  }

  private int sectors() {
    return disc.sectors() / MEDIUM_SECTORS;
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public void reset() {
    signature();
    registers.device = 0;
    registers.error = 1;
    registers.status = 0;
    packetFollows = false;
    remaining = 0;
    answerLeft = 0;
  }

  @Override
  public void hardwareReset() {
    senseKey = 0;
    senseCode = 0;
    reset();
  }

  private void signature() {
    registers.count = 1;
    registers.low = 1;
    registers.middle = SIGNATURE_MIDDLE;
    registers.high = SIGNATURE_HIGH;
  }

  @Override
  public int namedSector(int command) {
    return NOWHERE;
  }

  @Override
  public void execute(int command) {
    packetFollows = false;
    remaining = 0;
    answerLeft = 0;
    switch (command) {
      case Commands.PACKET -> {
        blockLimit = registers.middle | registers.high << 8;
        packetFollows = true;
        registers.count = REASON_COMMAND;
        registers.ask(PACKET_BYTES, false);
      }
      case Commands.IDENTIFY_PACKET -> {
        answers.identify();
        registers.offer(IDENTIFY_BYTES);
      }
      case Commands.DEVICE_RESET -> reset();
      case Commands.DIAGNOSE -> {
        reset();
        registers.succeed();
        registers.error = 1;
      }
      case Commands.IDENTIFY -> {
        signature();
        registers.fail(Registers.ERROR_ABORTED);
      }
      case Commands.SET_FEATURES -> registers.succeed();
      default -> registers.fail(Registers.ERROR_ABORTED);
    }
  }

  @Override
  public void blockDone() {
    if (packetFollows) {
      packetFollows = false;
      for (int i = 0; i < PACKET_BYTES; i++) {
        packet[i] = registers.buffer[i] & 0xff;
      }
      executePacket();
    } else if (remaining > 0) {
      offerSectors();
    } else if (answerLeft > 0) {
      answerLeft = 0;
      end();
    } else {
      registers.finish();
    }
  }

  @Override
  public boolean asksAtOnce(int command) {
    return false;
  }

  @Override
  public boolean endsWithBlock() {
    return remaining == 0 && answerLeft == 0;
  }

  /** DEVICE RESET is for a packet device that does not come back (ATA/ATAPI-6, 8.7). */
  @Override
  public boolean obeysWhileBusy(int command) {
    return command == Commands.DEVICE_RESET;
  }

  private void executePacket() {
    if (packet[0] != Commands.REQUEST_SENSE) {
      senseKey = 0;
      senseCode = 0;
    }
    switch (packet[0]) {
      case Commands.TEST_UNIT_READY, Commands.START_STOP, Commands.PREVENT_REMOVAL, Commands.SEEK ->
          end();
      case Commands.REQUEST_SENSE -> answer(answers.sense(senseKey, senseCode), packet[4]);
      case Commands.INQUIRY -> answer(answers.inquiry(), packet[4]);
      case Commands.READ_CAPACITY -> answer(answers.capacity(), Answers.CAPACITY_BYTES);
      case Commands.READ_10 -> read(word(7));
      case Commands.READ_12 -> read(word(6) << 16 | word(8));
      case Commands.READ_TOC -> readTableOfContents();
      case Commands.GET_CONFIGURATION -> answer(answers.configuration(), word(7));
      case Commands.GET_EVENT -> answer(answers.noEvent(), word(7));
      case Commands.MODE_SENSE_10 -> answer(answers.modePages(), word(7));
      default -> refuse(Answers.ILLEGAL_REQUEST, Answers.UNKNOWN_COMMAND);
    }
  }

  private int word(int at) {
    return packet[at] << 8 | packet[at + 1];
  }

  private void readTableOfContents() {
    int format = packet[2] & 15 | packet[9] >>> 6;
    boolean minutes = (packet[1] & 2) != 0;
    switch (format) {
      case 0 -> answer(answers.tableOfContents(minutes), word(7));
      case 1 -> answer(answers.sessions(minutes), word(7));
      default -> refuse(Answers.ILLEGAL_REQUEST, Answers.INVALID_FIELD);
    }
  }

  private void read(int count) {
    sector = word(2) << 16 | word(4);
    if (sector < 0 || count < 0 || sector > sectors() - count) {
      refuse(Answers.ILLEGAL_REQUEST, Answers.ADDRESS_OUT_OF_RANGE);
    } else if (count == 0) {
      end();
    } else {
      remaining = count;
      given = 0;
      offerSectors();
    }
  }

  /** As many whole sectors as the host takes at once, or a part of one. */
  private void offerSectors() {
    if (limit() < SECTOR) {
      offerPart();
      return;
    }
    int most = Math.min(limit() / SECTOR, registers.buffer.length / SECTOR - 1);
    int count = Math.min(remaining, most);
    readSectors(count);
    sector += count;
    remaining -= count;
    answerLeft = remaining == 0 ? 1 : 0;
    offer(count * SECTOR);
  }

  private void readSectors(int count) {
    for (int i = 0; i < count * MEDIUM_SECTORS; i++) {
      disc.read(sector * MEDIUM_SECTORS + i, registers.buffer, i * Medium.SECTOR_BYTES);
    }
  }

  /** The words of the current sector that come next. */
  private void offerPart() {
    readSectors(1);
    int count = Math.min(Math.max(2, limit() & ~1), SECTOR - given);
    System.arraycopy(registers.buffer, given, registers.buffer, 0, count);
    given += count;
    if (given == SECTOR) {
      given = 0;
      sector++;
      remaining--;
    }
    answerLeft = remaining == 0 ? 1 : 0;
    offer(count);
  }

  private int limit() {
    return blockLimit == 0 ? 0xfffe : blockLimit;
  }

  private void answer(int bytes, int allocated) {
    int count = Math.min(Math.min(bytes, allocated), limit());
    if (count == 0) {
      end();
      return;
    }
    answerLeft = count;
    offer(count);
  }

  private void offer(int bytes) {
    registers.count = REASON_TO_HOST;
    registers.middle = bytes & 0xff;
    registers.high = bytes >>> 8;
    registers.offer(bytes);
  }

  private void end() {
    registers.count = REASON_DONE;
    registers.succeed();
  }

  private void refuse(int key, int code) {
    senseKey = key;
    senseCode = code;
    registers.count = REASON_DONE;
    registers.fail(key << 4 | Registers.ERROR_ABORTED);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInts(packet);
    out.writeBoolean(packetFollows);
    out.writeInt(sector);
    out.writeInt(remaining);
    out.writeInt(given);
    out.writeInt(answerLeft);
    out.writeInt(blockLimit);
    out.writeInt(senseKey);
    out.writeInt(senseCode);
  }

  @Override
  public void load(StateReader in) {
    in.readInts(packet);
    packetFollows = in.readBoolean();
    sector = in.readInt();
    remaining = in.readInt();
    given = in.readInt();
    answerLeft = in.readInt();
    blockLimit = in.readInt();
    senseKey = in.readInt();
    senseCode = in.readInt();
  }
}
