package cloister.hypervisor;

import cloister.hypervisor.Frame.Word;
import java.util.List;

/** What the entry code will load on its way back: in ring 0 nobody would catch a refusal. */
final class WayBack {
  private static final List<Word> DATA_SEGMENTS = List.of(Word.DS, Word.ES, Word.FS, Word.GS);

  private final Frame frame;
  private final ShadowDescriptors descriptors;

  WayBack(Frame frame, ShadowDescriptors descriptors) {
    this.frame = frame;
    this.descriptors = descriptors;
  }

  /** Stops a guest whose frame the entry code could not load. */
  void check(VirtualMachine guest) {
    int ring = frame.ring();
    boolean good =
        descriptors.isCode(frame.get(Word.CS) & 0xFFFF, ring, frame.get(Word.EIP))
            && descriptors.isStack(frame.get(Word.SS) & 0xFFFF, ring);
    for (Word segment : DATA_SEGMENTS) {
      good &= descriptors.isData(frame.get(segment) & 0xFFFF);
    }
    if (!good) {
      guest.stop(VirtualMachine.End.BAD_SEGMENT);
    } else if (!descriptors.isWide(frame.get(Word.SS))) {
      guest.stop(VirtualMachine.End.UNKNOWN);
    }
  }

  /** To an address of the host's own, in ring 0. */
  void leadTo(int address) {
    frame.set(Word.CS, HostLayout.CODE_SELECTOR);
    frame.set(Word.EIP, address);
    frame.set(Word.EFLAGS, Interrupts.RESERVED);
    for (Word segment : DATA_SEGMENTS) {
      frame.set(segment, HostLayout.DATA_SELECTOR);
    }
  }
}
