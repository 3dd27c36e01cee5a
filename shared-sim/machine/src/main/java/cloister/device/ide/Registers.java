package cloister.device.ide;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * The registers of one drive and the block of data that it exchanges with the host. Registers that
 * are written twice keep the byte before, for 48-bit addresses.
 */
public final class Registers implements Saveable {
  public static final int BUSY = 1 << 7;
  public static final int READY = 1 << 6;
  public static final int SEEK_COMPLETE = 1 << 4;
  public static final int DATA_REQUEST = 1 << 3;
  public static final int ERROR = 1;

  public static final int ERROR_NO_ADDRESS = 1 << 4;
  public static final int ERROR_ABORTED = 1 << 2;

  public static final int DEVICE_LBA = 1 << 6;
  public static final int DEVICE_NUMBER = 1 << 4;

  static final int BUFFER_BYTES = 1 << 16;

  public int features;
  public int count;
  public int low;
  public int middle;
  public int high;
  public int countBefore;
  public int lowBefore;
  public int middleBefore;
  public int highBefore;
  public int device;
  public int error = 1;
  public int status = READY | SEEK_COMPLETE;

  /** The block of data. */
  public final byte[] buffer = new byte[BUFFER_BYTES];

  private int position;
  private int length;
  private boolean fromHost;
  private boolean interrupt;

  /** Offers a block of the buffer to the host. */
  public void offer(int bytes) {
    request(bytes, false);
    interrupt = true;
  }

  /** Asks the host for a block. The first block of a command comes without an interrupt. */
  public void ask(int bytes, boolean withInterrupt) {
    request(bytes, true);
    interrupt = withInterrupt;
  }

  private void request(int bytes, boolean fromHost) {
    position = 0;
    length = bytes;
    this.fromHost = fromHost;
    status = READY | SEEK_COMPLETE | DATA_REQUEST;
  }

  public void succeed() {
    error = 0;
    status = READY | SEEK_COMPLETE;
    interrupt = true;
  }

  public void fail(int reason) {
    error = reason;
    status = READY | SEEK_COMPLETE | ERROR;
    interrupt = true;
  }

  /** The last block has been taken: the command ends without another interrupt. */
  public void finish() {
    status = READY | SEEK_COMPLETE;
  }

  /** True once after the drive has asked for an interrupt. */
  boolean takeInterrupt() {
    boolean asked = interrupt;
    interrupt = false;
    return asked;
  }

  boolean transfers(boolean toDrive) {
    return (status & DATA_REQUEST) != 0 && fromHost == toDrive;
  }

  /** The next bytes of the block; ones beyond its end. */
  int take(int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (position < length ? buffer[position] & 0xff : 0xff) << 8 * i;
      position++;
    }
    return value;
  }

  void give(int bytes, int value) {
    for (int i = 0; i < bytes && position < length; i++) {
      buffer[position++] = (byte) (value >>> 8 * i);
    }
  }

  boolean blockDone() {
    return position >= length;
  }

  public int word(int index) {
    return buffer[2 * index] & 0xff | (buffer[2 * index + 1] & 0xff) << 8;
  }

  public void setWord(int index, int value) {
    buffer[2 * index] = (byte) value;
    buffer[2 * index + 1] = (byte) (value >>> 8);
  }

  /** Writes text as IDENTIFY holds it: padded with blanks, the first letter in the high byte. */
  public void setText(int firstWord, int words, String text) {
    for (int i = 0; i < 2 * words; i++) {
      char letter = i < text.length() ? text.charAt(i) : ' ';
      buffer[2 * firstWord + (i ^ 1)] = (byte) letter;
    }
  }

  public void clear(int bytes) {
    for (int i = 0; i < bytes; i++) {
      buffer[i] = 0;
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(features);
    out.writeInt(count);
    out.writeInt(low);
    out.writeInt(middle);
    out.writeInt(high);
    out.writeInt(countBefore);
    out.writeInt(lowBefore);
    out.writeInt(middleBefore);
    out.writeInt(highBefore);
    out.writeInt(device);
    out.writeInt(error);
    out.writeInt(status);
    out.writeBytes(buffer);
    out.writeInt(position);
    out.writeInt(length);
    out.writeBoolean(fromHost);
    out.writeBoolean(interrupt);
  }

  @Override
  public void load(StateReader in) {
    features = in.readInt();
    count = in.readInt();
    low = in.readInt();
    middle = in.readInt();
    high = in.readInt();
    countBefore = in.readInt();
    lowBefore = in.readInt();
    middleBefore = in.readInt();
    highBefore = in.readInt();
    device = in.readInt();
    error = in.readInt();
    status = in.readInt();
    in.readBytes(buffer);
    position = in.readInt();
    length = in.readInt();
    fromHost = in.readBoolean();
    interrupt = in.readBoolean();
  }
}
