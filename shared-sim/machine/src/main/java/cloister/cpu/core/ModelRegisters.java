package cloister.cpu.core;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** Model-specific registers that hold what was written to them (SDM 4, chapter 2). */
public final class ModelRegisters implements Saveable {
  /** EFER.NXE. */
  public static final int EFER_NXE = 1 << 11;

  /** The boot processor. */
  private static final int APIC_BASE_RESET = 0xfee00100;

  private static final int APIC_ENABLE = 1 << 11;

  /** Write-back, write-through, uncached, strongly uncached, twice. */
  private static final int PAT_RESET = 0x00070406;

  public int efer;
  public int sysenterCs;
  public int sysenterEsp;
  public int sysenterEip;
  public int apicBase;
  public int patLow;
  public int patHigh;

  /** Whether the local APIC, where there is one, takes part. */
  public boolean apicEnabled() {
    return (apicBase & APIC_ENABLE) != 0;
  }

  public void reset(boolean localApic) {
    efer = 0;
    sysenterCs = 0;
    sysenterEsp = 0;
    sysenterEip = 0;
    apicBase = APIC_BASE_RESET | (localApic ? APIC_ENABLE : 0);
    patLow = PAT_RESET;
    patHigh = PAT_RESET;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(efer);
    out.writeInt(sysenterCs);
    out.writeInt(sysenterEsp);
    out.writeInt(sysenterEip);
    out.writeInt(apicBase);
    out.writeInt(patLow);
    out.writeInt(patHigh);
  }

  @Override
  public void load(StateReader in) {
    efer = in.readInt();
    sysenterCs = in.readInt();
    sysenterEsp = in.readInt();
    sysenterEip = in.readInt();
    apicBase = in.readInt();
    patLow = in.readInt();
    patHigh = in.readInt();
  }
}
