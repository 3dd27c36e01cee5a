package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.cpu.paging.Paging;
import cloister.hypervisor.Frame.Word;

/** A guest's registers and memory, for who reads its instructions. */
interface GuestState {
  int eip();

  /**
   * @param register its number in instructions (SDM 2, 2.1.5)
   */
  int general(int register);

  /** Linear address of a segment's first byte. */
  int base(Word segment) throws GuestFault;

  int read8(int linear) throws GuestFault;

  int read16(int linear) throws GuestFault;

  int read32(int linear) throws GuestFault;

  /** As it was left: in the frame of the entry code, and in memory by the guest's own tables. */
  record Left(VirtualMachine guest, Frame frame) implements GuestState {
    @Override
    public int eip() {
      return frame.get(Word.EIP);
    }

    @Override
    public int general(int register) {
      return frame.general(register);
    }

    @Override
    public int base(Word segment) throws GuestFault {
      return guest.descriptors().base(frame.get(segment));
    }

    @Override
    public int read8(int linear) throws GuestFault {
      return guest.linear().read8(linear) & 0xFF;
    }

    @Override
    public int read16(int linear) throws GuestFault {
      return guest.linear().read16(linear);
    }

    @Override
    public int read32(int linear) throws GuestFault {
      return guest.linear().read32(linear);
    }
  }

  /** As it runs, in the processor, and in memory by the shadow tables, without a trace in them. */
  record Running(Cpu cpu, Memory memory) implements GuestState {
    @Override
    public int eip() {
      return cpu.eip();
    }

    @Override
    public int general(int register) {
      return cpu.general[register];
    }

    @Override
    public int base(Word segment) {
      return cpu.segments.base[number(segment)];
    }

    private static int number(Word segment) {
      return switch (segment) {
        case ES -> Segments.ES;
        case CS -> Segments.CS;
        case SS -> Segments.SS;
        case DS -> Segments.DS;
        case FS -> Segments.FS;
        case GS -> Segments.GS;
        default -> throw new IllegalArgumentException(segment.name());
      };
    }

    /** Nobody is told of it who watches memory. */
    @Override
    public int read8(int linear) {
      int physical = cpu.linear().physical(linear);
      return physical == Paging.NOT_MAPPED ? 0xFF : memory.readCode(physical) & 0xFF;
    }

    @Override
    public int read16(int linear) {
      return read8(linear) | read8(linear + 1) << 8;
    }

    @Override
    public int read32(int linear) {
      return read16(linear) | read16(linear + 2) << 16;
    }
  }
}
