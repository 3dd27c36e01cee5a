package cloister.cpu.protect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.asm.Assembler;
import cloister.asm.Assembly;
import cloister.asm.FileProvider;
import cloister.cpu.decode.OpcodeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A guest of {@code vmx.asm}: what its VMCS and memory have otherwise, and its code. */
final class GuestTrial {
  static final int CODE = 0x220000;
  static final int DATA = 0x221000;

  private static final Assembler ASSEMBLER =
      new Assembler(new OpcodeTable(), FileProvider.NONE, Map.of());

  /** What is not left before is left here. */
  private static final String END = "\nvmcall\nvmcall\n";

  private final String name;
  private final List<Integer> fields = new ArrayList<>();
  private final List<Integer> words = new ArrayList<>();
  private int exits = 1;
  private byte[] code = {};

  private GuestTrial(String name) {
    this.name = name;
  }

  static GuestTrial of(String name) {
    return new GuestTrial(name).code("vmcall\n");
  }

  GuestTrial field(int encoding, int value) {
    fields.add(encoding);
    fields.add(value);
    return this;
  }

  GuestTrial word(int address, int value) {
    words.add(address);
    words.add(value);
    return this;
  }

  GuestTrial exits(int count) {
    exits = count;
    return this;
  }

  GuestTrial code(String text) {
    Assembly assembly = ASSEMBLER.assemble("guest.asm", "bits 32\norg 0x220000\n" + text + END);
    assertTrue(assembly.succeeded(), () -> name + ": " + assembly.errors());
    code = assembly.image();
    return this;
  }

  String name() {
    return name;
  }

  List<Integer> words() {
    List<Integer> all = new ArrayList<>();
    all.add(fields.size() / 2);
    all.addAll(fields);
    all.add(words.size() / 2);
    all.addAll(words);
    all.add(exits);
    all.add(code.length);
    for (int at = 0; at < code.length; at += 4) {
      int word = 0;
      for (int i = 0; i < 4; i++) {
        word |= at + i < code.length ? (code[at + i] & 0xff) << 8 * i : 0;
      }
      all.add(word);
    }
    return all;
  }
}
