package cloister.cpu.core;

/**
 * What a processor has beyond the 80386, as its CPUID tells and its control registers allow.
 *
 * @param pageSize pages of 4 MiB (CR4.PSE)
 * @param wideEntries PAE paging: page-table entries of 64 bits
 * @param globalPages CR4.PGE
 * @param noExecute EFER.NXE; needs {@code wideEntries}
 * @param fastSystemCall SYSENTER and SYSEXIT
 * @param floatingPoint the x87 unit with FXSAVE and FXRSTOR
 * @param localApic an APIC between the 8259A and the processor
 * @param userModePrevention CR4.UMIP: SGDT, SIDT, SLDT, SMSW and STR in ring 0 alone
 * @param tellsPrevention CPUID tells of that; a hypervisor that uses it has it masked
 */
public record Features(
    boolean pageSize,
    boolean wideEntries,
    boolean globalPages,
    boolean noExecute,
    boolean fastSystemCall,
    boolean floatingPoint,
    boolean localApic,
    boolean userModePrevention,
    boolean tellsPrevention) {

  /** All but UMIP, which came long after the processors that the course is about, and an APIC. */
  public static final Features ALL_BUT_UMIP =
      new Features(true, true, true, true, true, true, false, false, false);

  /** The same processor without an x87 unit. */
  public Features withoutFloatingPoint() {
    return new Features(
        pageSize,
        wideEntries,
        globalPages,
        noExecute,
        fastSystemCall,
        false,
        localApic,
        userModePrevention,
        tellsPrevention);
  }

  /** The same processor with a local APIC. */
  public Features withLocalApic() {
    return new Features(
        pageSize,
        wideEntries,
        globalPages,
        noExecute,
        fastSystemCall,
        floatingPoint,
        true,
        userModePrevention,
        tellsPrevention);
  }

  /** The same processor with UMIP. */
  public Features withUserModePrevention() {
    return withUserModePrevention(true);
  }

  /** The same processor with UMIP, of which CPUID does not tell, as if it were masked there. */
  public Features withSilentUserModePrevention() {
    return withUserModePrevention(false);
  }

  private Features withUserModePrevention(boolean told) {
    return new Features(
        pageSize,
        wideEntries,
        globalPages,
        noExecute,
        fastSystemCall,
        floatingPoint,
        localApic,
        true,
        told);
  }

  /** The bits of CR4 that can be set. */
  public int control4() {
    return Core.CR4_TSD
        | Core.CR4_DE
        | Core.CR4_PCE
        | (floatingPoint ? Core.CR4_OSFXSR : 0)
        | (pageSize ? Core.CR4_PSE : 0)
        | (wideEntries ? Core.CR4_PAE : 0)
        | (globalPages ? Core.CR4_PGE : 0)
        | (userModePrevention ? Core.CR4_UMIP : 0);
  }
}
