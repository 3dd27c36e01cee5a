package cloister.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tape archives (tar(5)): ustar with GNU's long names and the paths of pax. */
public final class Tar {
  public static final char FILE = '0';
  public static final char HARD_LINK = '1';
  public static final char SYMLINK = '2';
  public static final char CHARACTER = '3';
  public static final char BLOCK = '4';
  public static final char DIRECTORY = '5';
  public static final char FIFO = '6';

  private static final int RECORD = 512;
  private static final char LONG_NAME = 'L';
  private static final char LONG_LINK = 'K';
  private static final char PAX = 'x';

  /** A file of an archive; text is one character a byte. */
  public record Entry(
      String name,
      char type,
      int mode,
      int user,
      int group,
      int major,
      int minor,
      String link,
      byte[] content) {}

  private final byte[] bytes;
  private final List<Entry> entries = new ArrayList<>();
  private String longName = "";
  private String longLink = "";

  private Tar(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether bytes begin like an archive. */
  public static boolean isTar(byte[] bytes) {
    return bytes.length >= RECORD && new Tar(bytes).text(257, 5).equals("ustar");
  }

  /** All entries; what is cut off at the end is left out. */
  public static List<Entry> read(byte[] bytes) {
    Tar tar = new Tar(bytes);
    int at = 0;
    while (at + RECORD <= bytes.length && bytes[at] != 0) {
      at = tar.readEntry(at);
    }
    return tar.entries;
  }

  private int readEntry(int at) {
    int size = octal(at + 124, 12);
    int from = at + RECORD;
    int end = Math.min(bytes.length, from + Math.max(0, size));
    byte[] content = Arrays.copyOfRange(bytes, Math.min(from, end), end);
    char type = bytes[at + 156] == 0 ? FILE : (char) bytes[at + 156];
    switch (type) {
      case LONG_NAME -> longName = toText(content);
      case LONG_LINK -> longLink = toText(content);
      case PAX -> readPax(toText(content));
      default -> {
        add(at, type, content);
        longName = "";
        longLink = "";
      }
    }
    return from + (Math.max(0, size) + RECORD - 1) / RECORD * RECORD;
  }

  private void add(int at, char type, byte[] content) {
    String prefix = text(at + 257, 6).startsWith("ustar ") ? "" : text(at + 345, 155);
    String name = (prefix.isEmpty() ? "" : prefix + "/") + text(at, 100);
    entries.add(
        new Entry(
            longName.isEmpty() ? name : longName,
            type,
            octal(at + 100, 8),
            octal(at + 108, 8),
            octal(at + 116, 8),
            octal(at + 329, 8),
            octal(at + 337, 8),
            longLink.isEmpty() ? text(at + 157, 100) : longLink,
            content));
  }

  /** Records of {@code LENGTH KEY=VALUE} and a line end. */
  private void readPax(String records) {
    int at = 0;
    while (at < records.length()) {
      int space = records.indexOf(' ', at);
      int length = space < 0 ? 0 : Integer.parseInt(records.substring(at, space));
      if (length <= 0 || at + length > records.length()) {
        return;
      }
      String record = records.substring(space + 1, at + length - 1);
      if (record.startsWith("path=")) {
        longName = record.substring(5);
      } else if (record.startsWith("linkpath=")) {
        longLink = record.substring(9);
      }
      at += length;
    }
  }

  private static String toText(byte[] content) {
    return new Tar(content).text(0, content.length);
  }

  /** Up to a zero. */
  private String text(int at, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = at; i < at + most && bytes[i] != 0; i++) {
      text.append((char) (bytes[i] & 0xff));
    }
    return text.toString();
  }

  private int octal(int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '7') {
        value = value << 3 | bytes[i] - '0';
      }
    }
    return value;
  }

  /**
   * An archive of entries whose names have at most 100 characters, or at most 255 with a slash at a
   * place that leaves 100 behind it.
   */
  public static byte[] write(List<Entry> entries) {
    return write(entries, 0);
  }

  /** The same, of files that were made at a time, in seconds since 1970. */
  public static byte[] write(List<Entry> entries, int time) {
    int size = 2 * RECORD;
    for (Entry entry : entries) {
      size += RECORD + (entry.content.length + RECORD - 1) / RECORD * RECORD;
    }
    byte[] out = new byte[size];
    int at = 0;
    for (Entry entry : entries) {
      writeHeader(out, at, entry, time);
      System.arraycopy(entry.content, 0, out, at + RECORD, entry.content.length);
      at += RECORD + (entry.content.length + RECORD - 1) / RECORD * RECORD;
    }
    return out;
  }

  private static void writeHeader(byte[] out, int at, Entry entry, int time) {
    String name = entry.name;
    int slash = name.length() > 100 ? name.indexOf('/', name.length() - 101) : -1;
    String last = name.substring(slash + 1);
    if (slash > 155 || last.length() > 100 || entry.link.length() > 100) {
      throw new IllegalArgumentException("the name is too long: " + name);
    }
    put(out, at, last);
    put(out, at + 345, slash < 0 ? "" : name.substring(0, slash));
    putOctal(out, at + 100, 8, entry.mode);
    putOctal(out, at + 108, 8, entry.user);
    putOctal(out, at + 116, 8, entry.group);
    putOctal(out, at + 124, 12, entry.content.length);
    putOctal(out, at + 136, 12, time);
    out[at + 156] = (byte) entry.type;
    put(out, at + 157, entry.link);
    put(out, at + 257, "ustar");
    put(out, at + 263, "00");
    putOctal(out, at + 329, 8, entry.major);
    putOctal(out, at + 337, 8, entry.minor);
    put(out, at + 148, "        ");
    int sum = 0;
    for (int i = at; i < at + RECORD; i++) {
      sum += out[i] & 0xff;
    }
    putOctal(out, at + 148, 7, sum);
  }

  private static void put(byte[] out, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      out[at + i] = (byte) text.charAt(i);
    }
  }

  /** Digits, and a zero in the last byte. */
  private static void putOctal(byte[] out, int at, int bytes, int value) {
    for (int i = 0; i < bytes - 1; i++) {
      int shift = 3 * (bytes - 2 - i);
      out[at + i] = (byte) ('0' + (shift > 30 ? 0 : value >>> shift & 7));
    }
    out[at + bytes - 1] = 0;
  }
}
