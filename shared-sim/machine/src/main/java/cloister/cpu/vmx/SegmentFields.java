package cloister.cpu.vmx;

import cloister.cpu.core.Rights;
import cloister.cpu.core.Segments;

/** The guest's segment registers in a VMCS: four fields for each (SDM 3, 24.4.1). */
final class SegmentFields {
  static final int UNUSABLE = 1 << 16;

  /** Access rights stand eight bits lower than in a descriptor. */
  private static final int SHIFT = 8;

  private SegmentFields() {}

  static VmcsField selector(int register) {
    return VmcsField.GUEST_ES_SELECTOR.after(register);
  }

  static VmcsField base(int register) {
    return VmcsField.GUEST_ES_BASE.after(register);
  }

  static VmcsField limit(int register) {
    return VmcsField.GUEST_ES_LIMIT.after(register);
  }

  static VmcsField rights(int register) {
    return VmcsField.GUEST_ES_RIGHTS.after(register);
  }

  static void save(Vmcs vmcs, Segments segments, int cpl) {
    for (int register = 0; register < Segments.COUNT; register++) {
      int rights = segments.rights[register];
      int told = (rights & Rights.MASK) >>> SHIFT | (segments.usable(register) ? 0 : UNUSABLE);
      if (register == Segments.SS) {
        told = told & ~(3 << 5) | cpl << 5;
      }
      vmcs.set(selector(register), segments.selector[register]);
      vmcs.set(base(register), segments.base[register]);
      vmcs.set(limit(register), segments.limit[register]);
      vmcs.set(rights(register), told);
    }
  }

  static void load(Vmcs vmcs, Segments segments) {
    for (int register = 0; register < Segments.COUNT; register++) {
      int told = vmcs.get(rights(register));
      int selector = vmcs.get(selector(register));
      boolean usable = (told & UNUSABLE) == 0 || register == Segments.CS;
      int rights = usable ? told << SHIFT & Rights.MASK : 0;
      segments.set(register, selector, vmcs.get(base(register)), vmcs.get(limit(register)), rights);
    }
  }
}
