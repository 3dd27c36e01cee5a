package cloister.hypervisor;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * Two words that a guest shares with the hypervisor, so that it can shut interrupts out and let
 * them in without a call: the first is 1 while they are shut out, the second is 1 when one waits
 * for that (as the masks in Xen's shared page; Barham et al. 2003, 3.1).
 */
final class SharedWords implements Saveable {
  private final GuestMemory memory;

  /** Guest-physical address; 0 when nothing is shared. */
  private int address;

  /** What the first word was when the guest was entered. */
  private int shut;

  SharedWords(GuestMemory memory) {
    this.memory = memory;
  }

  void at(int first) {
    address = first;
  }

  boolean isThere() {
    return address != 0;
  }

  /** The guest was left: what it has written holds, unless translated code has done CLI or STI. */
  void read(VirtualCpu cpu) {
    if (address != 0 && memory.read32(address) != shut) {
      cpu.interruptFlag = memory.read32(address) == 0;
    }
  }

  /** Whether the guest lets interrupts in now, which it changes without being left. */
  boolean letsIn(boolean otherwise) {
    boolean none = true;
    for (int i = 0; i < Integer.BYTES && address != 0; i++) {
      none &= memory.look8(address + i) == 0;
    }
    return address == 0 ? otherwise : none;
  }

  /** The guest is entered. */
  void write(VirtualCpu cpu, boolean waits) {
    shut = cpu.interruptFlag ? 0 : 1;
    if (address != 0) {
      memory.write32(address, shut);
      memory.write32(address + 4, waits ? 1 : 0);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(address);
    out.writeInt(shut);
  }

  @Override
  public void load(StateReader in) {
    address = in.readInt();
    shut = in.readInt();
  }
}
