package cloister.elf;

import cloister.message.Argument;
import cloister.message.Message;

/** A file that is not what it should be: what is wrong, and where. */
public final class MalformedElf extends Exception {
  private final transient Message message;

  private MalformedElf(Message message) {
    super(message.id(), null, false, false);
    this.message = message;
  }

  public Message message() {
    return message;
  }

  static MalformedElf notElf(String file) {
    return new MalformedElf(Message.of("cc.elf.magic", Argument.code("file", file)));
  }

  /**
   * @param part what was being read
   */
  static MalformedElf outside(String file, String part, int offset) {
    return new MalformedElf(
        Message.of(
            "cc.elf.outside",
            Argument.code("file", file),
            Argument.code("part", part),
            Argument.hex("offset", offset)));
  }

  static MalformedElf unsupported(String file, String part, int value) {
    return new MalformedElf(
        Message.of(
            "cc.elf.unsupported",
            Argument.code("file", file),
            Argument.code("part", part),
            Argument.hex("value", value)));
  }

  static MalformedElf badArchive(String file, int offset) {
    return new MalformedElf(
        Message.of("cc.elf.archive", Argument.code("file", file), Argument.hex("offset", offset)));
  }
}
