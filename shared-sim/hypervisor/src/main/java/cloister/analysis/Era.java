package cloister.analysis;

import cloister.cpu.core.Core;
import cloister.cpu.core.Features;

/** Which processor is looked at. */
public enum Era {
  /** As the processors of the year 2000. */
  CLASSIC("classic"),
  /** With user-mode instruction prevention, switched on (CR4.UMIP; SDM 3, 2.5). */
  UMIP("umip");

  private final String id;

  Era(String id) {
    this.id = id;
  }

  /** The name that people type. */
  public String id() {
    return id;
  }

  Features features() {
    Features all = Features.ALL_BUT_UMIP;
    return this == UMIP ? all.withUserModePrevention() : all;
  }

  /** What is set in CR4 beyond what every machine here has. */
  int control4() {
    return this == UMIP ? Core.CR4_UMIP : 0;
  }
}
