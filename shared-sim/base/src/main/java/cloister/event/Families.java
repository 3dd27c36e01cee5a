package cloister.event;

/**
 * Events by what they tell of, as bits of a mask: who listens says to which families, and nobody
 * pays for what nobody asks.
 */
public final class Families {
  /** That an instruction or a delivery was refused, and a shutdown. */
  public static final int FAULTS = 1;

  /** How control was handed over: rings, gates, stacks, deliveries, returns, tasks. */
  public static final int TRANSFERS = 1 << 1;

  /** EFLAGS: the interrupt flag and the I/O privilege level. */
  public static final int FLAGS = 1 << 2;

  /** Tables, segments and control registers that were loaded, and a processor that halts. */
  public static final int REGISTERS = 1 << 3;

  /** Translations of pages that were made and dropped. */
  public static final int PAGES = 1 << 4;

  public static final int PORTS = 1 << 5;
  public static final int DEVICES = 1 << 6;

  /** Of a part of the simulator that not every world has, and from outside. */
  public static final int PARTS = 1 << 7;

  public static final int ALL = -1;

  private Families() {}

  /** The family of an event. */
  public static int of(Event event) {
    return switch (event) {
      case Event.FaultRaised _, Event.ShutDown _ -> FAULTS;
      case Event.RingCrossed _,
          Event.GatePassed _,
          Event.StackSwitched _,
          Event.Delivered _,
          Event.InnerRingCalled _,
          Event.Returned _,
          Event.TaskSwitched _,
          Event.VirtualModeChanged _ ->
          TRANSFERS;
      case Event.SystemFlagsChanged _ -> FLAGS;
      case Event.TableLoaded _,
          Event.SegmentLoaded _,
          Event.ControlRegisterWritten _,
          Event.FloatingPointRaised _,
          Event.Halted _ ->
          REGISTERS;
      case Event.PageTranslated _, Event.TranslationsDropped _ -> PAGES;
      case Event.PortRead _, Event.PortWritten _ -> PORTS;
      case Event.DeviceEvent _ -> DEVICES;
      case Event.PartEvent _, Event.Poked _ -> PARTS;
    };
  }
}
