package cloister.elf;

import cloister.bits.Bytes;
import cloister.codec.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A library of objects as {@code ar} keeps them, with GNU's index and long names (ar(5)). */
public final class Archive {
  private static final byte[] MAGIC = Utf8.encode("!<arch>\n");
  private static final int HEADER = 60;
  private static final int NAME = 16;
  private static final int SIZE_AT = 48;
  private static final int SIZE_DIGITS = 10;

  private Archive() {}

  /** A file in an archive. */
  public record Member(String name, byte[] bytes) {}

  public static boolean isArchive(byte[] bytes) {
    if (bytes.length < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** The members in order, without index and table of names. */
  public static List<Member> read(String fileName, byte[] bytes) throws MalformedElf {
    FileBytes file = new FileBytes(fileName, bytes);
    List<Member> members = new ArrayList<>();
    byte[] longNames = new byte[0];
    int at = MAGIC.length;
    while (at < bytes.length) {
      String name = Utf8.decode(file.slice(at, NAME, "archive header")).stripTrailing();
      int size = number(file, at + SIZE_AT);
      byte[] content = file.slice(at + HEADER, size, "archive member");
      if (name.equals("//")) {
        longNames = content;
      } else if (!name.equals("/") && !name.equals("/SYM64/")) {
        members.add(new Member(nameOf(file, name, longNames, at), content));
      }
      at += HEADER + size + (size & 1);
    }
    return members;
  }

  private static int number(FileBytes file, int at) throws MalformedElf {
    int number = 0;
    for (int i = 0; i < SIZE_DIGITS; i++) {
      int digit = file.octet(at + i, "archive header");
      if (digit == ' ') {
        break;
      }
      if (digit < '0' || digit > '9' || number > 200_000_000) {
        throw MalformedElf.badArchive(file.name(), at);
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private static String nameOf(FileBytes file, String name, byte[] longNames, int at)
      throws MalformedElf {
    if (!name.startsWith("/")) {
      return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
    int start = 0;
    for (int i = 1; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw MalformedElf.badArchive(file.name(), at);
      }
      start = start * 10 + digit;
    }
    int end = start;
    while (end >= 0 && end < longNames.length && longNames[end] != '\n') {
      end++;
    }
    boolean slash = end > start && end <= longNames.length && longNames[end - 1] == '/';
    return new FileBytes(file.name(), longNames)
        .sliceText(start, end - start - (slash ? 1 : 0), "archive's names");
  }

  /** An archive with an index of the global symbols that its objects define. */
  public static byte[] write(List<Member> members) throws MalformedElf {
    Map<String, Integer> index = new TreeMap<>();
    Bytes names = new Bytes();
    List<String> headers = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      for (ElfSymbol symbol : ObjectReader.read(member.name(), member.bytes()).symbols()) {
        if (!symbol.isLocal() && !symbol.isUndefined()) {
          index.putIfAbsent(symbol.name(), i);
        }
      }
      headers.add(headerName(member.name(), names));
    }
    return layOut(members, headers, index, names);
  }

  /** An archive of files of any kind, without an index. */
  public static byte[] pack(List<Member> members) {
    Bytes names = new Bytes();
    List<String> headers = new ArrayList<>();
    for (Member member : members) {
      headers.add(headerName(member.name(), names));
    }
    return layOut(members, headers, new TreeMap<>(), names);
  }

  private static String headerName(String name, Bytes names) {
    if (name.length() < NAME) {
      return name + "/";
    }
    int place = names.length();
    text(names, name + "/\n");
    return "/" + place;
  }

  private static byte[] layOut(
      List<Member> members, List<String> headers, Map<String, Integer> index, Bytes names) {
    Bytes symbols = new Bytes();
    for (String symbol : index.keySet()) {
      text(symbols, symbol);
      symbols.add(0);
    }
    int indexSize = 4 + 4 * index.size() + symbols.length();
    int at = MAGIC.length + HEADER + even(indexSize);
    at += names.length() == 0 ? 0 : HEADER + even(names.length());
    int[] places = new int[members.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = at;
      at += HEADER + even(members.get(i).bytes().length);
    }
    Bytes out = new Bytes();
    out.add(MAGIC, 0, MAGIC.length);
    header(out, "/", indexSize);
    bigEndian(out, index.size());
    for (int member : index.values()) {
      bigEndian(out, places[member]);
    }
    out.append(symbols);
    pad(out);
    if (names.length() > 0) {
      header(out, "//", names.length());
      out.append(names);
      pad(out);
    }
    for (int i = 0; i < places.length; i++) {
      byte[] bytes = members.get(i).bytes();
      header(out, headers.get(i), bytes.length);
      out.add(bytes, 0, bytes.length);
      pad(out);
    }
    return out.toArray();
  }

  /** Name, date, owner, group, mode, size: the same bytes whenever and wherever it is made. */
  private static void header(Bytes out, String name, int size) {
    field(out, name, NAME);
    field(out, "0", 12);
    field(out, "0", 6);
    field(out, "0", 6);
    field(out, "644", 8);
    field(out, Integer.toString(size), SIZE_DIGITS);
    text(out, "`\n");
  }

  private static void field(Bytes out, String value, int width) {
    text(out, value);
    for (int i = value.length(); i < width; i++) {
      out.add(' ');
    }
  }

  private static void text(Bytes out, String text) {
    byte[] bytes = Utf8.encode(text);
    out.add(bytes, 0, bytes.length);
  }

  private static void bigEndian(Bytes out, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.add(value >> shift);
    }
  }

  private static int even(int size) {
    return size + (size & 1);
  }

  private static void pad(Bytes out) {
    if ((out.length() & 1) != 0) {
      out.add('\n');
    }
  }
}
