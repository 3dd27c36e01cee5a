package cloister.kernel.exec;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Backing;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.StartBlock;
import cloister.kernel.mm.UserMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program finds on its stack: count, arguments, environment, auxiliary vector (System V i386
 * ABI, 3-28; getauxval(3)).
 */
final class InitialStack {
  private static final int TOP = AddressSpace.END << Frames.BITS;

  /** As Linux maps it at first: 132 KiB. */
  private static final int PAGES = 33;

  private final AddressSpace space;
  private final UserMemory memory;
  private final List<Integer> words = new ArrayList<>();
  private int pointer = TOP - 4;

  InitialStack(AddressSpace space, UserMemory memory) {
    this.space = space;
    this.memory = memory;
    int end = AddressSpace.END;
    int flags = Area.READ | Area.WRITE | Area.GROWS_DOWN;
    space.map(end - PAGES, end, flags, Backing.zeros("[stack]"), 0);
  }

  /** What the auxiliary vector tells. */
  record Auxiliary(
      int table, int count, int base, int entry, int features, byte[] random, boolean secure) {}

  /**
   * @return the stack pointer
   */
  int build(String file, Arguments given, Auxiliary auxiliary, Credentials who) throws KernelError {
    int fileName = text(file);
    int environmentEnd = pointer;
    List<Integer> environment = texts(given.environment());
    int environmentStart = pointer;
    List<Integer> arguments = texts(given.arguments());
    pointer &= ~15;
    int platform = text("i686");
    int random = push(auxiliary.random);
    words.add(arguments.size());
    words.addAll(arguments);
    words.add(0);
    words.addAll(environment);
    words.add(0);
    int before = words.size();
    pairs(
        16,
        auxiliary.features,
        6,
        Frames.SIZE,
        17,
        100,
        3,
        auxiliary.table,
        4,
        ElfHeader.SEGMENT_BYTES,
        5,
        auxiliary.count,
        7,
        auxiliary.base,
        8,
        0,
        9,
        auxiliary.entry,
        11,
        who.namespace().users().shown(who.uid()),
        12,
        who.namespace().users().shown(who.euid()),
        13,
        who.namespace().groups().shown(who.gid()),
        14,
        who.namespace().groups().shown(who.egid()),
        23,
        auxiliary.secure ? 1 : 0,
        25,
        random,
        31,
        fileName,
        15,
        platform,
        0,
        0);
    int[] vector = words.stream().skip(before).mapToInt(Integer::intValue).toArray();
    space.setStart(new StartBlock(environmentStart, environmentEnd, vector));
    pointer = (pointer & ~15) - 4 * words.size() & ~15;
    for (int i = 0; i < words.size(); i++) {
      memory.write32(pointer + 4 * i, words.get(i));
    }
    return pointer;
  }

  private void pairs(int... typesAndValues) {
    for (int word : typesAndValues) {
      words.add(word);
    }
  }

  private int text(String text) throws KernelError {
    pointer -= text.length() + 1;
    memory.writeText(pointer, text);
    return pointer;
  }

  /** The last one lies highest. */
  private List<Integer> texts(List<String> all) throws KernelError {
    int end = pointer;
    for (String one : all) {
      end -= one.length() + 1;
    }
    List<Integer> addresses = new ArrayList<>();
    int at = end;
    for (String one : all) {
      memory.writeText(at, one);
      addresses.add(at);
      at += one.length() + 1;
    }
    pointer = end;
    return addresses;
  }

  private int push(byte[] bytes) throws KernelError {
    pointer -= bytes.length;
    memory.write(pointer, bytes, 0, bytes.length);
    return pointer;
  }
}
