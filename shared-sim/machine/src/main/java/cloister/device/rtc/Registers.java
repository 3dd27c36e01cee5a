package cloister.device.rtc;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import cloister.time.CivilTime;

/**
 * The 128 bytes of the clock chip (Motorola MC146818A data sheet) and the time in them, in the
 * format that register B asks for.
 */
final class Registers implements Saveable {
  static final int SECONDS = 0;
  static final int SECONDS_ALARM = 1;
  static final int MINUTES = 2;
  static final int MINUTES_ALARM = 3;
  static final int HOURS = 4;
  static final int HOURS_ALARM = 5;
  static final int WEEKDAY = 6;
  static final int DAY = 7;
  static final int MONTH = 8;
  static final int YEAR = 9;
  static final int A = 10;
  static final int B = 11;
  static final int C = 12;
  static final int D = 13;

  /** Where PC firmware and operating systems agreed to keep the century. */
  static final int CENTURY = 0x32;

  static final int A_UPDATE_IN_PROGRESS = 1 << 7;
  static final int A_RATE = 15;
  static final int B_SET = 1 << 7;
  static final int B_PERIODIC = 1 << 6;
  static final int B_ALARM = 1 << 5;
  static final int B_UPDATE = 1 << 4;
  static final int C_REQUEST = 1 << 7;
  static final int D_VALID = 1 << 7;

  private static final int B_BINARY = 1 << 2;
  private static final int B_24_HOURS = 1 << 1;
  private static final int AFTERNOON = 1 << 7;

  /** Alarm bytes from here on match everything. */
  private static final int ANY = 0xc0;

  private static final int BYTES = 128;

  final byte[] bytes = new byte[BYTES];

  /** The byte that the next access means. */
  int index;

  int get(int register) {
    return bytes[register] & 0xff;
  }

  void put(int register, int value) {
    bytes[register] = (byte) value;
  }

  boolean has(int bit) {
    return (get(B) & bit) != 0;
  }

  /** Writes a time into the time registers. */
  void show(CivilTime time) {
    put(SECONDS, encoded(time.second()));
    put(MINUTES, encoded(time.minute()));
    put(HOURS, encodedHour(time.hour()));
    put(WEEKDAY, time.weekday());
    put(DAY, encoded(time.day()));
    put(MONTH, encoded(time.month()));
    put(YEAR, encoded(time.year() % 100));
    put(CENTURY, encoded(time.year() / 100));
  }

  /** The time that stands in the time registers. */
  CivilTime shown() {
    return new CivilTime(
        decoded(get(CENTURY)) * 100 + decoded(get(YEAR)),
        Math.clamp(decoded(get(MONTH)), 1, 12),
        Math.clamp(decoded(get(DAY)), 1, 31),
        decodedHour(get(HOURS)),
        decoded(get(MINUTES)),
        decoded(get(SECONDS)));
  }

  boolean alarmMatches(CivilTime time) {
    return matches(SECONDS_ALARM, encoded(time.second()))
        && matches(MINUTES_ALARM, encoded(time.minute()))
        && matches(HOURS_ALARM, encodedHour(time.hour()));
  }

  private boolean matches(int register, int value) {
    return get(register) >= ANY || get(register) == value;
  }

  /** An alarm byte as a number, or -1 when it matches everything. */
  int alarm(int register) {
    int value = get(register);
    if (value >= ANY) {
      return -1;
    }
    return register == HOURS_ALARM ? decodedHour(value) : decoded(value);
  }

  private int encoded(int value) {
    return has(B_BINARY) ? value : value / 10 << 4 | value % 10;
  }

  private int decoded(int value) {
    return has(B_BINARY) ? value : (value >>> 4) * 10 + (value & 15);
  }

  private int encodedHour(int hour) {
    if (has(B_24_HOURS)) {
      return encoded(hour);
    }
    int onDial = hour % 12 == 0 ? 12 : hour % 12;
    return encoded(onDial) | (hour >= 12 ? AFTERNOON : 0);
  }

  private int decodedHour(int value) {
    if (has(B_24_HOURS)) {
      return decoded(value);
    }
    int onDial = decoded(value & ~AFTERNOON) % 12;
    return onDial + ((value & AFTERNOON) != 0 ? 12 : 0);
  }

  @Override
  public void save(StateWriter out) {
    out.writeBytes(bytes);
    out.writeInt(index);
  }

  @Override
  public void load(StateReader in) {
    in.readBytes(bytes);
    index = in.readInt();
  }
}
