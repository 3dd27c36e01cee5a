package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;

/**
 * A snapshot of each guest that one was taken of: in the host's memory, behind all guests. It has
 * the guest's memory, and all that the hypervisor holds for the guest, so that the guest goes on
 * from there as it would have; nothing of another guest, and no turn.
 */
final class GuestSnapshots {
  /** Words in front: whether there is one, how much was kept besides memory, and when. */
  private static final int KEPT = 0;

  private static final int LENGTH = 4;
  private static final int TICKS = 8;
  private static final int STATE = 16;

  /** For what is kept besides memory. */
  private static final int STATE_BYTES = 1 << 18;

  private final Memory memory;
  private final Guests guests;
  private final Technique technique;
  private final int tableBytes;
  private final int translationBytes;
  private final int first;

  /**
   * @param tableBytes of each guest's share of the pool
   * @param translationBytes for the translations of each guest
   */
  GuestSnapshots(
      Memory memory, Guests guests, Technique technique, int tableBytes, int translationBytes) {
    this.memory = memory;
    this.guests = guests;
    this.technique = technique;
    this.tableBytes = tableBytes;
    this.translationBytes = translationBytes;
    List<VirtualMachine> machines = guests.machines();
    first = HostLayout.GUESTS + machines.size() * machines.getFirst().memory().size();
  }

  /** What the snapshots of so many guests need. */
  static int bytes(int count, int memoryBytes, int tableBytes, int translationBytes) {
    return count * (STATE_BYTES + memoryBytes + tableBytes + translationBytes + Memory.PAGE_SIZE);
  }

  private int place(int guest) {
    int size = guests.machines().get(guest).memory().size();
    return first + guest * bytes(1, size, tableBytes, translationBytes);
  }

  boolean isKept(int guest) {
    return memory.read32(place(guest) + KEPT) != 0;
  }

  /** How many instructions the guest had done then. */
  int ticks(int guest) {
    return memory.read32(place(guest) + TICKS);
  }

  /** Nothing of the guest is in the processor, so that it can be kept or put back. */
  boolean isAway(int guest) {
    return guests.isLoaded(guest) && guest != guests.currentNumber();
  }

  /** Takes one in place of an older one. */
  void take(int guest) {
    StateWriter state = new StateWriter();
    technique.saveGuest(guest, state);
    byte[] bytes = state.toBytes();
    if (bytes.length > STATE_BYTES - STATE) {
      forget(guest);
      return;
    }
    int place = place(guest);
    memory.write32(place + KEPT, 1);
    memory.write32(place + LENGTH, bytes.length);
    memory.write32(place + TICKS, (int) guests.machines().get(guest).ticks());
    for (int i = 0; i < bytes.length; i++) {
      memory.write8(place + STATE + i, bytes[i] & 0xFF);
    }
    copy(guest, false);
  }

  void forget(int guest) {
    memory.write32(place(guest) + KEPT, 0);
  }

  /** The guest becomes what it was; whether it is frozen stays. */
  void putBack(int guest) {
    int place = place(guest);
    byte[] bytes = new byte[memory.read32(place + LENGTH)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) memory.read8(place + STATE + i);
    }
    technique.loadGuest(guest, new StateReader(bytes));
    copy(guest, true);
  }

  private void copy(int guest, boolean back) {
    int size = guests.machines().get(guest).memory().size();
    int kept = place(guest) + STATE_BYTES;
    kept = copy(HostLayout.GUESTS + guest * size, kept, size, back);
    kept = copy(HostLayout.POOL + guest * tableBytes, kept, tableBytes, back);
    int translations = HostLayout.TRANSLATIONS + guest * HostLayout.TRANSLATION_BYTES;
    kept = copy(translations, kept, translationBytes, back);
    if (guest < HostLayout.VMCS_COUNT) {
      copy(HostLayout.VMCS + guest * Memory.PAGE_SIZE, kept, Memory.PAGE_SIZE, back);
    }
  }

  /** Words that are the same are not written. */
  private int copy(int own, int kept, int bytes, boolean back) {
    for (int at = 0; at < bytes; at += 4) {
      int from = (back ? kept : own) + at;
      int to = (back ? own : kept) + at;
      int word = memory.read32(from);
      if (memory.read32(to) != word) {
        memory.write32(to, word);
      }
    }
    return kept + bytes;
  }
}
