package cloister.machine;

import cloister.bus.Memory;
import cloister.codec.Sha256;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.state.StateWriter;
import java.util.List;

/**
 * SHA-256 over what the software on a PC can see of it: registers, memory, devices. It is the same
 * on a machine of its own and under a hypervisor that changes nothing.
 */
public final class SoftwareDigest {
  /** RF: a processor that was left at an instruction may have it where another has not. */
  private static final int RESUME = 1 << 16;

  /** In this order. */
  static final List<Integer> CONTROL_REGISTERS = List.of(0, 2, 3, 4);

  private final StateWriter registers = new StateWriter();

  /** General registers, offset of the instruction, flags. */
  public SoftwareDigest general(int[] general, int eip, int eflags) {
    for (int i = 0; i < 8; i++) {
      registers.writeInt(general[i]);
    }
    registers.writeInt(eip);
    registers.writeInt(eflags & ~RESUME);
    return this;
  }

  /** A segment register. */
  public SoftwareDigest segment(int selector, int base) {
    return words(selector, base);
  }

  /** Base and limit of a descriptor table. */
  public SoftwareDigest table(int base, int limit) {
    return words(base, limit);
  }

  /** CR0, CR2, CR3 or CR4, as it is read. */
  public SoftwareDigest control(int value) {
    registers.writeInt(value);
    return this;
  }

  private SoftwareDigest words(int first, int second) {
    registers.writeInt(first);
    registers.writeInt(second);
    return this;
  }

  /** All of these of a processor, but for control registers. */
  public SoftwareDigest of(Cpu cpu) {
    general(cpu.general, cpu.eip(), cpu.eflags());
    for (int i = 0; i < Segments.LDTR; i++) {
      segment(cpu.segments.selector[i], cpu.segments.base[i]);
    }
    return table(cpu.gdtBase(), cpu.gdtLimit()).table(cpu.idtBase(), cpu.idtLimit());
  }

  /**
   * The digest.
   *
   * @param bytes of memory, from its beginning
   */
  public String hex(Chipset chipset, Memory memory, int bytes) {
    Sha256 hash = new Sha256();
    chipset.save(registers);
    byte[] state = registers.toBytes();
    hash.update(state, 0, state.length);
    Digest.pages(hash, memory, bytes >> Memory.PAGE_BITS);
    return hash.hex();
  }
}
